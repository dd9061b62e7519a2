import { wholeNumber, type ValueShape } from '../options/shape.js';
import { hexDigits } from '../usb/bytes.js';
import { isRefusal, refuse, type Errno, type Refusal } from './errno.js';
import type { Codec } from './codec.js';

const EINVAL = refuse('EINVAL');
const ERANGE = refuse('ERANGE');

const digitValue = (code: number): number =>
  code >= 48 && code <= 57
    ? code - 48
    : code >= 97 && code <= 102
      ? code - 87
      : code >= 65 && code <= 70
        ? code - 55
        : 16;

/**
 * Reads a number as `kstrtouint` with base 0 does (lib/kstrtox.c): `0x` is hexadecimal, a leading `0` octal; one `+` before
 * and one line feed after are taken, nothing else.
 */
export function parseUnsigned(written: string, most: number): number | Refusal {
  let at = written.charCodeAt(0) === 43 ? 1 : 0;
  let end = written.length;
  if (written.charCodeAt(end - 1) === 10) end--;
  let base = 10;
  if (written.charCodeAt(at) === 48) {
    const next = written.charCodeAt(at + 1) | 32;
    if (next === 120 && digitValue(written.charCodeAt(at + 2)) < 16) {
      base = 16;
      at += 2;
    } else base = 8;
  }
  if (at >= end) return EINVAL;
  let value = 0;
  for (; at < end; at++) {
    const digit = digitValue(written.charCodeAt(at));
    if (digit >= base) return EINVAL;
    value = value * base + digit;
  }
  return value > most ? ERANGE : value;
}

/** How a number is shown. */
export type NumberFormat = 'decimal' | 'signed' | 'hexadecimal' | 'hexadecimal2' | 'hexadecimal4';

const formats: Readonly<Record<NumberFormat, (value: number) => string>> = {
  decimal: (value) => String(value),
  // Above 2147483647 as the same 32 bits with a sign: `%d` of a number without one.
  signed: (value) => String(value | 0),
  hexadecimal: (value) => `0x${value.toString(16)}`,
  hexadecimal2: (value) => (value < 16 ? '0x0' : '0x') + value.toString(16),
  hexadecimal4: (value) => '0x' + hexDigits(value, 4),
};

/** The parts of an unsigned codec that differ. */
export interface UnsignedFacts {
  /** The largest value of the kernel's type: 0xff, 0xffff or 0xffffffff. Above it: ERANGE. */
  readonly typeMost: number;
  /** The values that the driver takes; outside them `outside`. Default: all of the type. */
  readonly range?: readonly [least: number, most: number];
  /** What the driver answers outside the range. Default EINVAL. */
  readonly outside?: Errno;
  /** Default `decimal`. */
  readonly format?: NumberFormat;
  /** A rule beyond the range. Answers EINVAL. */
  readonly accepts?: (value: number) => boolean;
  /** What an option may be, if narrower than what the kernel takes. */
  readonly shape?: ValueShape;
}

/** A codec for a number without a sign. */
export function unsigned(facts: UnsignedFacts): Codec<number> {
  const { typeMost, range = [0, typeMost], outside = 'EINVAL', format = 'decimal', accepts } = facts;
  const print = formats[format];
  return {
    shape: facts.shape ?? wholeNumber(range[0], range[1]),
    write: format === 'signed' ? String : print,
    store(written) {
      const value = parseUnsigned(written, typeMost);
      if (isRefusal(value)) return value;
      if (value < range[0] || value > range[1]) return refuse(outside);
      return accepts && !accepts(value) ? EINVAL : print(value) + '\n';
    },
    read: (shown) => (format === 'signed' ? Number(shown) >>> 0 : Number.parseInt(shown.trim())),
  };
}

/** Whether all four digits are decimal, as in a version number (USB 2.0, 9.6.1). */
function isBinaryCodedDecimal(value: number): boolean {
  for (let rest = value; rest; rest >>= 4) if ((rest & 15) > 9) return false;
  return true;
}

/** A 32-bit number shown as `%u`, of which an option may take a part. */
export const u32 = (least: number, most: number, hint = ''): Codec<number> =>
  unsigned({ typeMost: 0xffffffff, shape: wholeNumber(least, most, hint) });

/** An 8-bit number shown as `%u`. */
export const u8: Codec<number> = unsigned({ typeMost: 0xff });
/** An 8-bit number shown as `0x%02x`. */
export const u8Hexadecimal: Codec<number> = unsigned({ typeMost: 0xff, format: 'hexadecimal2' });
/** A 16-bit number shown as `%u`. */
export const u16: Codec<number> = unsigned({ typeMost: 0xffff });
/** A 16-bit number shown as `0x%04x`. */
export const u16Hexadecimal: Codec<number> = unsigned({ typeMost: 0xffff, format: 'hexadecimal4' });

const versionShape: ValueShape = {
  ...wholeNumber(0, 0x9999, 'Write it in hexadecimal: 0x0200 is version 2.00.'),
  expected: 'a binary coded decimal version such as 0x0200',
  fault: (value) =>
    typeof value !== 'number' || !Number.isInteger(value)
      ? 'OPTION_TYPE'
      : value < 0 || value > 0xffff
        ? 'VALUE_RANGE'
        : isBinaryCodedDecimal(value)
          ? undefined
          : 'BCD_INVALID',
};

/** A version of four decimal digits (drivers/usb/gadget/configfs.c, is_valid_bcd). */
export const binaryCodedDecimal: Codec<number> = unsigned({
  typeMost: 0xffff,
  format: 'hexadecimal4',
  accepts: isBinaryCodedDecimal,
  shape: versionShape,
});

/** Two hexadecimal digits without `0x`, as the class triple of rndis wants them: `sscanf("%02hhx")` (u_ether_configfs.h). */
export const bareHexadecimal: Codec<number> = {
  shape: wholeNumber(0, 0xff),
  write: (value) => hexDigits(value, 2),
  store(written) {
    const digits = /^[\t-\r ]*([0-9a-f]{1,2})/i.exec(written)?.[1];
    return digits === undefined ? EINVAL : digits.toLowerCase().padStart(2, '0') + '\n';
  },
  read: (shown) => Number.parseInt(shown, 16),
};
