import { wholeNumber } from '../options/shape.js';
import { hexDigits } from '../usb/bytes.js';
import { hexText } from './byte-codecs.js';
import type { Codec } from './codec.js';
import { isRefusal, refuse } from './errno.js';
import { since } from './kernel-version.js';
import { parseLines } from './list-codecs.js';

/** Two hexadecimal digits behind `0x`, shown without a leading zero (uvc_configfs.c, uvcg_format_bma_controls_store). */
export const formatControls: Codec<number> = {
  shape: wholeNumber(0, 0xff),
  write: (value) => `0x${hexDigits(value, 2)}`,
  store(written) {
    const digits = /^0x([0-9a-f]{2})/i.exec(written)?.[1];
    return digits === undefined ? refuse('EINVAL') : `0x${Number.parseInt(digits, 16).toString(16)}\n`;
  },
  read: (shown) => Number.parseInt(shown),
};

/** The first kernel that looks a format up. */
const lookedUpSince = since(6, 2);

/**
 * The 16 bytes that name something. Fewer leave the rest.
 *
 * @param knows - whether the kernel knows them, where it must.
 */
export function guid(knows?: (value: string) => boolean): Codec<string> {
  return {
    shape: hexText(16, 16),
    variesByKernel: true,
    write: (value) => value.toLowerCase(),
    store(written, before, kernel = Infinity) {
      const stored = written.slice(0, 32) + before.slice(written.length);
      return knows && kernel >= lookedUpSince && !knows(stored) ? refuse('EINVAL') : stored;
    },
    read: (shown) => shown,
  };
}

/** Bytes, one a line, that a list may have any number of. */
export function byteLines(show: (byte: number) => string): Codec<readonly number[]> {
  return {
    shape: { ...wholeNumber(0, 0xff), fault: (value) => (Array.isArray(value) ? undefined : 'OPTION_TYPE') },
    readsPastNul: true,
    write: (bytes) => bytes.join('\n'),
    store(written) {
      const bytes = parseLines(written, 1);
      return isRefusal(bytes) ? bytes : bytes.map((byte) => `${show(byte)}\n`).join('');
    },
    read: (shown) => shown.split('\n').filter(Boolean).map(Number),
  };
}
