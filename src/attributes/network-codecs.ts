import { text, type ValueShape } from '../options/shape.js';
import { hexDigits, toUtf8, utf8Length } from '../usb/bytes.js';
import { macAddressFault } from '../usb/mac-address.js';
import type { Codec } from './codec.js';
import { refuse } from './errno.js';
import { withoutLineFeed } from './text-codecs.js';

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
    return bytes.map((byte) => hexDigits(byte, 2)).join(':') + '\0\n';
  },
  read: (shown) => shown.slice(0, 17),
};

/** Whether the name of a network interface is one that `dev_valid_name` takes (net/core/dev.c). */
function isInterfaceName(name: string): boolean {
  return name !== '' && name.length <= 15 && name !== '.' && name !== '..' && !/[/:\s]/.test(name);
}

const isCountedPattern = (name: string): boolean => {
  const first = name.indexOf('%');
  return first >= 0 && name[first + 1] === 'd' && !name.includes('%', first + 1);
};

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
