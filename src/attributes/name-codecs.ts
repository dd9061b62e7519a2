import type { ValueShape } from '../options/shape.js';
import { cutUtf8, utf8Length } from '../usb/bytes.js';
import type { Codec } from './codec.js';
import { since } from './kernel-version.js';
import { shortText, withoutLineFeed } from './text-codecs.js';

/** USB_MAX_STRING_LEN less its NUL (include/uapi/linux/usb/ch9.h). */
const longestName = 125;

/** The first kernel whose sound functions keep more than 31 bytes of their name (u_uac1.h, u_uac2.h). */
const longNamesSince = since(6, 10);

/** A name that the driver keeps as a C string of limited size, and shows without a line feed. */
const kept = (text: string, most: number): string => cutUtf8(text.split('\0', 1)[0]!, most);

/** The codec of a name of which older kernels keep 31 bytes. */
function soundName(keeps: (written: string) => string): Codec<string> {
  return {
    shape: shortText(longestName),
    readsPastNul: true,
    variesByKernel: true,
    write: (value) => `${value}\n`,
    store: (written, _before, kernel = Infinity) =>
      kept(keeps(written), kernel >= longNamesSince ? longestName : 31),
    read: (shown) => shown,
  };
}

/**
 * A name of uac1, whose driver keeps one byte less than is written, whatever that is; from 6.10 on it also says that it has taken
 * one byte less, and who then writes that one empties the name (f_uac1.c, UAC1_ATTRIBUTE_STRING).
 */
export const uac1Name: Codec<string> = {
  ...soundName((written) => cutUtf8(written, utf8Length(written) - 1)),
  countsShortSince: longNamesSince,
};

/** A name of uac2, whose driver drops the line feed (f_uac2.c, UAC2_ATTRIBUTE_STRING). */
export const uac2Name: Codec<string> = soundName(withoutLineFeed);

/** A text that is not empty: nothing that one can write empties the name again. */
function filledText(most: number): ValueShape {
  const shape = shortText(most);
  return {
    ...shape,
    expected: `a text of 1 to ${most} bytes on one line`,
    fault: (value) => (value === '' ? 'VALUE_RANGE' : shape.fault(value)),
    schema: { ...shape.schema, minLength: 1 },
  };
}

/** The name of a camera: a line feed would be part of it, and of more than 31 bytes the rest would be written over it (uvc_configfs.c, UVCG_OPTS_STRING_ATTR). */
export const cameraName: Codec<string> = {
  shape: filledText(31),
  readsPastNul: true,
  write: (value) => value,
  store: (written) => kept(written, 31),
  read: withoutLineFeed,
};
