import { wholeNumber, type ValueShape } from '../options/shape.js';
import type { Codec } from './codec.js';
import { isRefusal, refuse, type Refusal } from './errno.js';
import { parseUnsigned } from './number-codecs.js';

/** Reads a number as `kstrtoint` and `kstrtos16` with base 0 do (lib/kstrtox.c): as {@link parseUnsigned}, or with one `-` and no `+` before it. */
function parseSigned(written: string, least: number, most: number): number | Refusal {
  if (!written.startsWith('-')) return parseUnsigned(written, most);
  if (written.startsWith('-+')) return refuse('EINVAL');
  const value = parseUnsigned(written.slice(1), -least);
  return isRefusal(value) ? value : 0 - value;
}

/**
 * A codec for a 32-bit number with a sign, shown as `%d`.
 *
 * @param most - the largest that the driver takes; above it EINVAL.
 * @param least - the least that an option may have.
 */
export function signed(least: number, most: number): Codec<number> {
  return {
    shape: wholeNumber(least, most),
    write: String,
    store(written) {
      const value = parseSigned(written, -0x80000000, 0x7fffffff);
      if (isRefusal(value)) return value;
      return value > most ? refuse('EINVAL') : `${value}\n`;
    },
    read: Number,
  };
}

/**
 * A codec for a 16-bit number with a sign, shown as `%hd`.
 *
 * @param shape - what the option may be.
 * @param number - the number for a value.
 * @param value - the value for a number.
 */
export function signed16(
  shape: ValueShape,
  number: (value: number) => number,
  value: (number: number) => number,
): Codec<number> {
  return {
    shape,
    write: (given) => String(number(given)),
    store(written) {
      const parsed = parseSigned(written, -0x8000, 0x7fff);
      return isRefusal(parsed) ? parsed : `${parsed}\n`;
    },
    read: (shown) => value(Number.parseInt(shown)),
  };
}
