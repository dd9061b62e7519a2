import { text, type ValueShape } from '../options/shape.js';
import { isHexText } from '../usb/bytes.js';
import type { Codec } from './codec.js';

/** What bytes may be: hex text of a limited length. */
export function hexText(
  least: number,
  most: number,
  hint = 'Two hexadecimal digits for each byte, and nothing between them.',
): ValueShape {
  return text(
    `${least} to ${most} bytes as hex text`,
    hint,
    (value) =>
      !isHexText(value)
        ? 'VALUE_FORMAT'
        : value.length < 2 * least || value.length > 2 * most
          ? 'VALUE_RANGE'
          : undefined,
    { pattern: `^([0-9A-Fa-f]{2}){${least},${most}}$` },
  );
}

/** Bytes that are kept as they are; configfs brings at most 4095 of one write (fs/configfs/file.c, SIMPLE_ATTR_SIZE). */
export function bytes(least: number, most: number, hint?: string): Codec<string> {
  return {
    shape: hexText(least, most, hint),
    write: (value) => value.toLowerCase(),
    store: (written) => written.slice(0, 2 * 4095),
    read: (shown) => shown,
  };
}
