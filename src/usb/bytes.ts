const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A byte that is no part of a letter is in a text as the half of a letter U+DC00 and the byte, as in Python's surrogateescape
 * (PEP 383): the kernel keeps such bytes, and cuts letters in two.
 */
const strayByte = /[\udc80-\udcff]/u;

/** The letters of a text before the first byte that is no part of one. */
export function beforeStrayByte(text: string): string {
  const at = text.search(strayByte);
  return at < 0 ? text : text.slice(0, at);
}

/** The number of bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) bytes += code > 0x7ff && (code & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return bytes > text.length && strayByte.test(text) ? toUtf8(text).length : bytes;
}

/** Whether a character is one that no USB string can hold well: below a space, or DEL. */
export function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === 127) return true;
  }
  return false;
}

/** The bytes of a text in UTF-8. */
export function toUtf8(text: string): Uint8Array {
  if (!strayByte.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const letter of text)
    bytes.push(...(strayByte.test(letter) ? [letter.charCodeAt(0) & 0xff] : encoder.encode(letter)));
  return Uint8Array.from(bytes);
}

/** How many bytes a letter has, by the first. */
const letterLength = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of bytes in UTF-8; those that are none are kept as well, so that {@link toUtf8} gives the same bytes. */
export function fromUtf8(bytes: Uint8Array): string {
  const whole = decode(bytes);
  if (whole !== undefined) return whole;
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    const letter = decode(bytes.subarray(at, at + letterLength(first)));
    text += letter ?? String.fromCharCode(0xdc00 + first);
    at += letter === undefined ? 1 : letterLength(first);
  }
  return text;
}

/** A text cut to so many bytes in UTF-8, in the middle of a letter if need be. */
export function cutUtf8(text: string, most: number): string {
  return utf8Length(text) <= most ? text : fromUtf8(toUtf8(text).subarray(0, most));
}

/** Bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += (byte < 16 ? '0' : '') + byte.toString(16);
  return hex;
}

/** Whether a text is pairs of hex digits and nothing else. */
export function isHexText(text: string): boolean {
  return text.length % 2 === 0 && /^[0-9a-f]*$/i.test(text);
}

/** A number as so many hexadecimal digits, or more if it needs them. */
export const hexDigits = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The bytes of hex text that is known to be well formed. */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

/** A text as hex of its bytes in UTF-8. */
export function utf8ToHex(text: string): string {
  return toHex(toUtf8(text));
}

/** The bytes of a text in UTF-8; bytes are taken as they are. */
export function toBytes(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? toUtf8(value) : value;
}
