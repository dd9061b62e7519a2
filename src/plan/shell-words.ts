/** A text as one word of a POSIX shell: in single quotes unless it needs none. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Bytes as a format for `printf`: octal escapes for what is not printable, since busybox knows no `\x` in all builds. */
export function printfFormat(bytes: Uint8Array): string {
  let format = '';
  for (const byte of bytes) {
    const letter = String.fromCharCode(byte);
    if (letter === '%' || letter === '\\') format += letter + letter;
    else if (letter === "'" || byte < 32 || byte > 126) format += `\\${byte.toString(8).padStart(3, '0')}`;
    else format += letter;
  }
  return `'${format}'`;
}
