import type { Attribute } from '../attributes/attribute.js';
import type { Codec } from '../attributes/codec.js';
import { isRefusal, refuse } from '../attributes/errno.js';
import { since } from '../attributes/kernel-version.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { binaryCodedDecimal, u16Hexadecimal, u8Hexadecimal, unsigned } from '../attributes/number-codecs.js';
import { signature } from '../attributes/microsoft-codecs.js';
import { line, shortText, shownOnly, usbString, withoutLineFeed } from '../attributes/text-codecs.js';
import { leadingWord } from '../attributes/word-codecs.js';
import { text, wholeNumber } from '../options/shape.js';
import { cutUtf8, utf8Length } from '../usb/bytes.js';
import type { ConfigurationDefinition, Speed } from './definition.js';

/** Values that the kernel itself writes into bcdUSB when the host reads the device descriptor (drivers/usb/gadget/composite.c). */
const kernelUsbVersions: ReadonlySet<string> = new Set(
  ['0200', '0201', '0210', '0310', '0320'].map((each) => `0x${each}\n`),
);

const usbVersion: Codec<number> = {
  ...binaryCodedDecimal,
  same: (wanted, shown) => wanted === shown || kernelUsbVersions.has(shown),
};

/** Attributes that the host reads when it meets the device. */
const readByHost = (attributes: readonly Attribute[]): readonly Attribute[] =>
  attributes.map((each) => ({ takesEffect: 'enumeration', ...each }));

const bcdOfSeries = (kernel: number): string => {
  const pair = (value: number): string => String(value % 100).padStart(2, '0');
  return `0x${pair(Math.floor(kernel / 1_000_000))}${pair(Math.floor(kernel / 1_000) % 1_000)}\n`;
};

/** drivers/usb/gadget/configfs.c, gadget_dev_max_speed_store; the faster of two that begin alike stands first. */
const speeds: readonly Speed[] = ['super-speed-plus', 'super-speed', 'high-speed', 'full-speed', 'low-speed'];

/** drivers/usb/gadget/configfs.c; `UDC` is not among them: binding is an operation of its own. */
export const gadgetAttributes: readonly Attribute[] = [
  ...readByHost([
    { name: 'idVendor', codec: u16Hexadecimal, from: 'vendorId', alwaysTold: true, initial: '0x0000\n' },
    { name: 'idProduct', codec: u16Hexadecimal, from: 'productId', alwaysTold: true, initial: '0x0000\n' },
    { name: 'bcdUSB', codec: usbVersion, from: 'usbVersion', initial: '0x0000\n', kind: 'derived' },
    {
      name: 'bcdDevice',
      codec: binaryCodedDecimal,
      from: 'deviceVersion',
      initial: ({ kernel }) => bcdOfSeries(kernel),
    },
    { name: 'bDeviceClass', codec: u8Hexadecimal, from: 'deviceClass', initial: '0x00\n' },
    { name: 'bDeviceSubClass', codec: u8Hexadecimal, from: 'deviceSubClass', initial: '0x00\n' },
    { name: 'bDeviceProtocol', codec: u8Hexadecimal, from: 'deviceProtocol', initial: '0x00\n' },
    { name: 'bMaxPacketSize0', codec: u8Hexadecimal, initial: '0x00\n', kind: 'derived' },
  ]),
  { name: 'max_speed', codec: leadingWord(speeds), from: 'maxSpeed', initial: 'super-speed-plus\n' },
];

/** The attribute that binds; read and written by operations of their own. */
export const udcAttribute: Attribute = { name: 'UDC', codec: shownOnly, initial: '\n', kind: 'derived' };

/** Strings of the device; each takes effect in place if its language was there at the bind, else at the next. */
export const gadgetStringAttributes: readonly Attribute[] = [
  { name: 'manufacturer', codec: usbString, from: 'manufacturer', initial: '\n' },
  { name: 'product', codec: usbString, from: 'product', initial: '\n' },
  { name: 'serialnumber', codec: usbString, from: 'serialNumber', initial: '\n' },
];

/** The id of a string of the gadget's own, counted from 0 within its language: the first ids are the device's own (USB_GADGET_FIRST_AVAIL_IDX, include/linux/usb/gadget.h). */
export const customStringId = (index: number): string => `${index + 3}\n`;

const customLine = line(126, 'EINVAL');

/** 126 bytes are taken, and 125 kept (drivers/usb/gadget/configfs.c, gadget_string_s_store). */
const customStringText: Codec<string> = {
  ...customLine,
  shape: shortText(125),
  store: (written, before) => {
    const stored = customLine.store(written, before);
    return isRefusal(stored) ? stored : withoutLineFeed(cutUtf8(written, 125)) + '\n';
  },
};

/** A string of the gadget's own, for functions that link to it (Documentation/ABI/testing/configfs-usb-gadget). */
export const customStringAttributes: readonly Attribute[] = [
  {
    name: 'id',
    codec: shownOnly,
    initial: ({ index }) => customStringId(index),
    access: 'read-only',
    kind: 'derived',
  },
  { name: 's', codec: customStringText, from: 'text', initial: '\n' },
];

/** The first kernel with strings of the gadget's own. */
export const customStringsSince: number = since(6, 3);

/** The string of a configuration. */
export const configurationStringAttributes: readonly Attribute[] = [
  { name: 'configuration', codec: usbString, from: 'text', initial: '\n' },
];

const selfPowered = 0x40;
const remoteWakeup = 0x20;
const busPowered = 0x80;

/** `bmAttributes` of a configuration. */
export const powerBits = ({
  selfPowered: self,
  remoteWakeup: wakes,
}: Pick<ConfigurationDefinition, 'selfPowered' | 'remoteWakeup'>): number =>
  busPowered | (self ? selfPowered : 0) | (wakes ? remoteWakeup : 0);

/** Bit 7 must be set, bits 6 and 5 may be (USB 2.0, 9.6.3; drivers/usb/gadget/configfs.c). */
const powerCodec: Codec<number> = {
  ...unsigned({ typeMost: 0xff, format: 'hexadecimal2', accepts: (value) => (value & 0x9f) === busPowered }),
  // A controller that cannot wake the host clears the bit at the bind (composite.c, check_remote_wakeup_config).
  same: (wanted, shown) => wanted === shown || Number(wanted) === (Number(shown) | remoteWakeup),
};

/** Attributes of `configs/NAME.NUMBER`. */
export const configurationAttributes: readonly Attribute[] = readByHost([
  {
    name: 'MaxPower',
    // Told to the host in units of 8 mA at SuperSpeed, so that 255 of them are the most (configfs.c, gadget_config_desc_MaxPower_store).
    codec: unsigned({ typeMost: 0xffff, range: [0, 2040], outside: 'ERANGE', shape: wholeNumber(0, 2040) }),
    from: 'maxPowerMilliamps',
    initial: '2\n',
    alwaysTold: true, // CONFIG_USB_GADGET_VBUS_DRAW
  },
  {
    name: 'bmAttributes',
    codec: powerCodec,
    from: (given: ConfigurationDefinition) =>
      given.selfPowered === undefined && given.remoteWakeup === undefined ? undefined : powerBits(given),
    into: (bits: number) => ({
      ...(bits & selfPowered && { selfPowered: true }),
      ...(bits & remoteWakeup && { remoteWakeup: true }),
    }),
    initial: '0x80\n',
  },
]);

/** The first kernel that keeps it as a number without a sign (drivers/usb/gadget/configfs.c, struct gadget_info). */
const unsignedVendorCodeSince = since(6, 3);

/** Earlier kernels show 0xcd as 0xffffffcd. */
const vendorCode: Codec<number> = {
  ...u8Hexadecimal,
  variesByKernel: true,
  store(written, before, kernel = Infinity) {
    const shown = u8Hexadecimal.store(written, before);
    const isNegative = kernel < unsignedVendorCodeSince && Number(shown) > 0x7f;
    return isNegative && typeof shown === 'string' ? `0xffffff${shown.slice(2)}` : shown;
  },
  same: (wanted, shown) => Number(wanted) === (Number(shown) & 0xff),
  read: (shown) => Number(shown) & 0xff,
};

/** Attributes of `os_desc` (Microsoft OS descriptors 1.0). */
export const osDescriptorAttributes: readonly Attribute[] = [
  { name: 'use', codec: boolean, from: 'use', initial: '0\n' },
  { name: 'b_vendor_code', codec: vendorCode, from: 'vendorCode', initial: '0x00\n' },
  // A shorter text keeps the old tail, so that it cannot be emptied again; with `use` off it does no harm.
  { name: 'qw_sign', codec: signature, from: 'sign', initial: '\n', kind: 'derived' },
];

/** Bytes that the URL descriptor leaves after its header, without the scheme (WebUSB 1.0, 4.3.1). */
const longestAddress = 252;

const scheme = /^https?:\/\//;

const landingPage: Codec<string> = {
  shape: text(
    'an address that begins with https:// and is at most 252 bytes after that',
    'Leave out query and fragment.',
    (value) =>
      !/^https?:\/\/[^\s]+$/.test(value)
        ? 'VALUE_FORMAT'
        : utf8Length(value.replace(scheme, '')) > longestAddress
          ? 'STRING_TOO_LONG'
          : undefined,
  ),
  write: (value) => value || '\n',
  store(written) {
    const address = withoutLineFeed(written);
    return utf8Length(address.replace(scheme, '')) > longestAddress ? refuse('EINVAL') : address + '\n';
  },
  read: withoutLineFeed,
};

/** Attributes of `webusb`. */
export const webUsbAttributes: readonly Attribute[] = [
  // Once bound with it, the kernel serves it for as long as the gadget is there (configfs.c, configfs_composite_bind).
  { name: 'use', codec: boolean, from: 'use', initial: '0\n', takesEffect: 'creation' },
  { name: 'bcdVersion', codec: binaryCodedDecimal, from: 'version', initial: '0x0000\n' },
  { name: 'bVendorCode', codec: u8Hexadecimal, from: 'vendorCode', initial: '0x00\n' },
  { name: 'landingPage', codec: landingPage, from: 'landingPage', initial: '\n' },
];

/** The first kernel with `webusb` (Documentation/ABI/testing/configfs-usb-gadget). */
export const webUsbSince: number = since(6, 3);
