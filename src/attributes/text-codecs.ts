import type { IssueCode } from '../issue-codes.js';
import { oneOf, text, type ValueShape } from '../options/shape.js';
import { beforeStrayByte, cutUtf8, hasControlCharacter, toUtf8, utf8Length } from '../usb/bytes.js';
import { macAddressFault } from '../usb/mac-address.js';
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

/**
 * A text that the driver keeps whole and shows with a line feed.
 *
 * @param most - the most bytes of one write, with its line feed.
 * @param tooLong - the answer above that.
 */
export function line(most: number, tooLong: Errno): Codec<string> {
  return {
    shape: shortText(most),
    write: (value) => value || '\n',
    store: (written) => (utf8Length(written) > most ? refuse(tooLong) : withoutLineFeed(written) + '\n'),
    read: withoutLineFeed,
  };
}

/** A text that the driver keeps and shows as it was written, with the line feed if it had one; nothing is shown until then. */
export function keptText(most: number): Codec<string> {
  return {
    shape: shortText(most),
    write: (value) => value || '\n',
    store: (written) => written,
    same: (wanted, shown) => withoutLineFeed(wanted) === withoutLineFeed(shown),
    read: withoutLineFeed,
  };
}

/** A text of which the driver keeps so many bytes of the first line, and shows them with a line feed. */
export function firstLine(most: number): Codec<string> {
  return {
    shape: shortText(most),
    write: (value) => value || '\n',
    store: (written) => `${cutUtf8(written, most).split('\n', 1)[0]!}\n`,
    read: withoutLineFeed,
  };
}

const stringLine = line(126, 'EOVERFLOW');

/** A USB string: 126 bytes, the line feed of the write among them (USB_MAX_STRING_LEN, include/uapi/linux/usb/ch9.h). */
export const usbString: Codec<string> = {
  ...stringLine,
  store: (written, before) => (written ? stringLine.store(written, before) : refuse('EINVAL')),
};

const speeds = ['super-speed-plus', 'super-speed', 'high-speed', 'full-speed', 'low-speed'];

/** A speed; the first word that the text begins with counts (drivers/usb/gadget/configfs.c, gadget_dev_max_speed_store). */
export const speed: Codec<string> = {
  shape: oneOf(speeds),
  write: (value) => value,
  store(written) {
    const word = speeds.find((each) => written.startsWith(each));
    return word ? word + '\n' : refuse('EINVAL');
  },
  read: withoutLineFeed,
};

const syncs = ['async', 'adaptive'];

/** Whose clock a stream of sound goes by; the word that the text begins with counts (f_uac2.c, UAC2_ATTRIBUTE_SYNC). */
export const streamSync: Codec<string> = {
  shape: oneOf(syncs),
  write: (value) => value,
  store(written) {
    const word = syncs.find((each) => written.startsWith(each));
    return word ? word + '\n' : refuse('EINVAL');
  },
  read: withoutLineFeed,
};

const macAddressShape: ValueShape = text(
  'a MAC address such as 02:00:00:00:00:01, neither zero nor multicast',
  'Six pairs of hexadecimal digits with colons; the second digit of the first pair must be even.',
  (value) => (macAddressFault(value) ? 'MAC_INVALID' : undefined),
  { pattern: '^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$' },
);

/** `hex_to_bin` (lib/hexdump.c): -1 for what is no digit, and for what is not there. */
const hexToBinary = (byte = 0): number => '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());

const separators: readonly (number | undefined)[] = ['.', ':'].map((each) => each.charCodeAt(0));

/** Reads as `get_ether_addr` does, which takes every letter for a digit of some value (drivers/usb/gadget/function/u_ether.c). */
function parseMacAddress(written: string): number[] {
  const letters = toUtf8(written);
  const bytes: number[] = [];
  for (let at = 0; bytes.length < 6;) {
    if (separators.includes(letters[at])) at++;
    const high = hexToBinary(letters[at++]) << 4;
    bytes.push((high | hexToBinary(letters[at++])) & 0xff);
  }
  return bytes;
}

/** A MAC address. It is shown with a NUL before the line feed (u_ether_configfs.h). */
export const macAddress: Codec<string> = {
  shape: macAddressShape,
  write: (value) => value,
  store(written) {
    const bytes = parseMacAddress(written);
    if (bytes[0]! & 1 || bytes.every((byte) => byte === 0)) return refuse('EINVAL');
    return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':') + '\0\n';
  },
  read: (shown) => shown.slice(0, 17),
};

/** Whether the name of a network interface is one that `dev_valid_name` takes (net/core/dev.c). */
function isInterfaceName(name: string): boolean {
  return name !== '' && name.length <= 15 && name !== '.' && name !== '..' && !/[/:\s]/.test(name);
}

/** A pattern for the name of a network interface, with exactly one `%d` (drivers/usb/gadget/function/u_ether.c, gether_set_ifname). */
export const interfaceNamePattern: Codec<string> = {
  shape: text(
    'an interface name with exactly one %d, at most 15 characters, such as usb%d',
    'The kernel puts the first free number in place of %d.',
    (value) => (isInterfaceName(value) && isCountedPattern(value) ? undefined : 'VALUE_FORMAT'),
    { maxLength: 15, pattern: '%d' },
  ),
  write: (value) => value,
  store(written) {
    const name = withoutLineFeed(written);
    if (utf8Length(name) > 15) return refuse('E2BIG');
    return isInterfaceName(name) && isCountedPattern(name) ? name + '\n' : refuse('EINVAL');
  },
  same(wanted, shown) {
    const [before = '', after = ''] = withoutLineFeed(wanted).split('%d');
    const name = withoutLineFeed(shown);
    return (
      wanted === shown ||
      (name.startsWith(before) &&
        name.endsWith(after) &&
        /^\d+$/.test(name.slice(before.length, name.length - after.length)))
    );
  },
  read: withoutLineFeed,
};

const isCountedPattern = (name: string): boolean => {
  const first = name.indexOf('%');
  return first >= 0 && name[first + 1] === 'd' && !name.includes('%', first + 1);
};

/** Bytes of a written signature that count (OS_STRING_QW_SIGN_LEN / 2, include/linux/usb/composite.h). */
const signatureBytes = 7;

/** Seven units leave no room for a NUL, and the kernel then shows what lies behind them in memory: `webusb/use`. */
const shownSignature = (shown: string): string => withoutLineFeed(shown).slice(0, signatureBytes);

/**
 * The signature of Microsoft OS descriptors: seven bytes of what is written become UTF-16 over what was there, whose tail stays
 * (drivers/usb/gadget/configfs.c, os_desc_qw_sign_store). So nothing empties it again. What is no
 * letter is refused, and the letters before it count.
 */
export const signature: Codec<string> = {
  shape: shortText(signatureBytes, 'Windows looks for MSFT100.'),
  write: (value) => value || '\n',
  store(written, before) {
    const used = withoutLineFeed(cutUtf8(written, signatureBytes));
    const letters = beforeStrayByte(used);
    const stored = letters + shownSignature(before).slice(letters.length) + '\n';
    return letters === used ? stored : refuse('EINVAL', stored);
  },
  same: (wanted, shown) => shownSignature(wanted) === shownSignature(shown),
  read: shownSignature,
};

/** What only the kernel sets. */
export const shownOnly: Codec<string> = {
  shape: text('a text', '', () => undefined),
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
