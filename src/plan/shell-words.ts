/** A text as one word of a POSIX shell: in single quotes unless it needs none. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * A command of this package's tool with names behind it, as a shell takes it: `usb-gadget down desk`. A name that begins with a hyphen is no
 * option.
 */
export function toolCommand(command: string, ...names: readonly string[]): string {
  const words = names.some((each) => each.startsWith('-')) ? ['--', ...names] : names;
  return ['usb-gadget', command, ...words.map(quote)].join(' ');
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
