import { wholeNumber } from '../options/shape.js';
import type { Codec } from './codec.js';
import { isRefusal, refuse, type Refusal } from './errno.js';
import { parseUnsigned } from './number-codecs.js';

/** Reads a number as `kstrtoint` with base 0 does (lib/kstrtox.c): as {@link parseUnsigned}, or with one `-` and no `+` before it. */
function parseSigned(written: string, least: number, most: number): number | Refusal {
  if (!written.startsWith('-')) return parseUnsigned(written, most);
  if (written.startsWith('-+')) return refuse('EINVAL');
  const value = parseUnsigned(written.slice(1), -least);
  return isRefusal(value) ? value : value && -value;
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
