import type { ValueShape } from '../options/shape.js';
import type { Codec } from './codec.js';
import { isRefusal, refuse, type Refusal } from './errno.js';
import { since, type KernelVersion } from './kernel-version.js';
import { parseUnsigned } from './number-codecs.js';

const u32Most = 0xffffffff;

/** A shape for values that options check as a list; the codec itself is only for attributes. */
const anyList: ValueShape = {
  kind: 'value',
  expected: 'a list of whole numbers',
  hint: '',
  fault: (value) => (Array.isArray(value) ? undefined : 'OPTION_TYPE'),
  schema: { type: 'array', items: { type: 'integer' } },
};

const numbersOf = (shown: string): number[] => (shown.match(/\d+/g) ?? []).map(Number);

/** The first kernel that takes several sample rates (drivers/usb/gadget/function/f_uac2.c, UAC2_RATE_ATTRIBUTE). */
export const severalRatesSince: KernelVersion = since(5, 18);

/** UAC_MAX_RATES (drivers/usb/gadget/function/uac_common.h). */
export const mostRates = 10;

/** Nothing is shown from the first rate of 0 on, which is no rate. */
function showRates(rates: readonly number[]): string {
  const end = rates.indexOf(0);
  const shown = end < 0 ? rates : rates.slice(0, end);
  return shown.length ? `${shown.join(',')}\n` : '';
}

/** A list is emptied first and filled as far as its items can be read. */
function storeRates(written: string): string | Refusal {
  const rates: number[] = [];
  for (const item of written.split(',')) {
    const rate = parseUnsigned(item, u32Most);
    if (isRefusal(rate)) return refuse(rate.errno, showRates(rates));
    if (rates.length === mostRates) return refuse('EINVAL', showRates(rates));
    rates.push(rate);
  }
  return showRates(rates);
}

/** Sample rates with commas between them; one alone before 5.18. */
export const sampleRates: Codec<readonly number[]> = {
  shape: anyList,
  variesByKernel: true,
  write: (rates) => rates.join(','),
  store(written, _before, kernel = Infinity) {
    if (kernel >= severalRatesSince) return storeRates(written);
    const rate = parseUnsigned(written, u32Most);
    return isRefusal(rate) ? rate : `${rate}\n`;
  },
  read: numbersOf,
};

const linesOf = (written: string): string[] => written.replace(/[\0\n]+$/, '').split(/[\0\n]+/);

/**
 * Reads numbers of so many bytes, one a line or before each NUL, as `__uvcg_iter_item_entries` does
 * (drivers/usb/gadget/function/uvc_configfs.c): a text that begins with an end has an empty number first, which is none.
 */
export function parseLines(written: string, bytes: number): number[] | Refusal {
  // A sign, the digits to base 2, a line feed and a NUL.
  const longest = bytes * 8 + 3;
  const items = linesOf(written);
  if (items.some((item) => item.length >= longest)) return refuse('EINVAL');
  const numbers: number[] = [];
  for (const item of items) {
    const number = parseUnsigned(item, u32Most);
    if (isRefusal(number)) return number;
    if (number >= 2 ** (8 * bytes)) return refuse('ERANGE');
    numbers.push(number);
  }
  return numbers;
}

const showLines = (numbers: readonly number[]): string => numbers.map((each) => `${each}\n`).join('');

/** Frame intervals, one a line, which the kernel sorts. */
export const ascendingLines: Codec<readonly number[]> = {
  shape: anyList,
  readsPastNul: true,
  write: (numbers) => numbers.join('\n'),
  store(written) {
    const numbers = parseLines(written, 4);
    return isRefusal(numbers) ? numbers : showLines(numbers.sort((left, right) => left - right));
  },
  read: numbersOf,
};

/** A mask of so many bytes, the lowest first and one a line; fewer lines leave the rest. */
export function maskLines(bytes: number, shape: ValueShape): Codec<number> {
  return {
    shape,
    readsPastNul: true,
    write: (mask) => Array.from({ length: bytes }, (_, index) => (mask >>> (8 * index)) & 0xff).join('\n'),
    store(written, before) {
      if (linesOf(written).length > bytes) return refuse('EINVAL');
      const numbers = parseLines(written, 1);
      return isRefusal(numbers)
        ? numbers
        : showLines([...numbers, ...numbersOf(before).slice(numbers.length)]);
    },
    read: (shown) => numbersOf(shown).reduce((mask, byte, index) => mask + byte * 2 ** (8 * index), 0),
  };
}
