import type { IssueCode } from '../issue-codes.js';
import { anyText, text, type ValueShape } from '../options/shape.js';
import { cutUtf8, hasControlCharacter, utf8Length } from '../usb/bytes.js';
import type { Codec } from './codec.js';
import { refuse, type Errno } from './errno.js';

/** A text without the one line feed that may end it. */
export const withoutLineFeed = (written: string): string =>
  written.endsWith('\n') ? written.slice(0, -1) : written;

const stringFault =
  (most: number) =>
  (value: string): IssueCode | undefined =>
    hasControlCharacter(value) ? 'STRING_INVALID' : utf8Length(value) > most ? 'STRING_TOO_LONG' : undefined;

/** What a text of at most so many bytes may be. */
export function shortText(
  most: number,
  hint = 'Shorten it, and leave out line feeds and other control characters.',
): ValueShape {
  return text(`a text of at most ${most} bytes on one line`, hint, stringFault(most), { maxLength: most });
}

/** What codecs of texts have in common: a write of nothing is none, so that a line feed empties a text. */
const shortTextCodec = (most: number): Pick<Codec<string>, 'shape' | 'write' | 'read'> => ({
  shape: shortText(most),
  write: (value) => value || '\n',
  read: withoutLineFeed,
});

/**
 * A text that the driver keeps whole and shows with a line feed.
 *
 * @param most - the most bytes of one write, with its line feed.
 * @param tooLong - the answer above that.
 */
export function line(most: number, tooLong: Errno): Codec<string> {
  return {
    ...shortTextCodec(most),
    store: (written) => (utf8Length(written) > most ? refuse(tooLong) : withoutLineFeed(written) + '\n'),
  };
}

/** A text that the driver keeps and shows as it was written, with the line feed if it had one; nothing is shown until then. */
export function keptText(most: number): Codec<string> {
  return {
    ...shortTextCodec(most),
    store: (written) => written,
    same: (wanted, shown) => withoutLineFeed(wanted) === withoutLineFeed(shown),
  };
}

/** A text of which the driver keeps so many bytes of the first line, and shows them with a line feed. */
export function firstLine(most: number): Codec<string> {
  return {
    ...shortTextCodec(most),
    store: (written) => `${cutUtf8(written, most).split('\n', 1)[0]!}\n`,
  };
}

const stringLine = line(126, 'EOVERFLOW');

/** A USB string: 126 bytes, the line feed of the write among them (USB_MAX_STRING_LEN, include/uapi/linux/usb/ch9.h). */
export const usbString: Codec<string> = {
  ...stringLine,
  store: (written, before) => (written ? stringLine.store(written, before) : refuse('EINVAL')),
};

/** What only the kernel sets. */
export const shownOnly: Codec<string> = {
  shape: anyText,
  write: (value) => value,
  store: (written) => written,
  read: withoutLineFeed,
};

/** Words of a text as far as they are told apart: numbers by their value, since drivers show them as they like. */
const meaning = (given: string): string =>
  given
    .trim()
    .split(/[\s,]+/)
    .map((word) => (word !== '' && Number.isFinite(Number(word)) ? String(Number(word)) : word))
    .join(' ');

/** What no table knows: taken and given back as it is. Blanks at the ends and ways to write a number make no difference. */
export const asItIs: Codec<string> = {
  ...shownOnly,
  same: (wanted, shown) => meaning(wanted) === meaning(shown),
  read: (shown) => shown,
};
