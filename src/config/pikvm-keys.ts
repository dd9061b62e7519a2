import {
  absolutePath,
  anyText,
  controllerName,
  listOf,
  macAddress,
  network,
  networkInterface,
  orEmpty,
  orNull,
  seconds,
  truth,
  userName,
  whole,
  word,
  type PikvmValue,
} from './pikvm-values.js';

/** A key of PiKVM's file: its path, what it is when the file does not say, and what it may be. */
export type PikvmKey = readonly [path: string, initial: unknown, value: PikvmValue];

const identifier = whole(0, 0xffff);
const words = listOf('a list of words', anyText);
const command = listOf('a command as a list of words', anyText, 1);
const ports = listOf('a list of ports from 0 to 65535', whole(0, 65535));

const inquiryString = (path: string, product: string): readonly PikvmKey[] => [
  [`${path}.vendor`, undefined, orNull(anyText)],
  [`${path}.product`, product, anyText],
  [`${path}.revision`, '1.00', anyText],
];

const drive = (path: string, cdrom: boolean): readonly PikvmKey[] => [
  [`${path}.stall`, false, truth],
  [`${path}.cdrom`, cdrom, truth],
  [`${path}.rw`, !cdrom, truth],
  [`${path}.removable`, true, truth],
  [`${path}.fua`, true, truth],
  ...inquiryString(`${path}.inquiry_string.cdrom`, 'Optical Drive'),
  ...inquiryString(`${path}.inquiry_string.flash`, 'Flash Drive'),
];

const gadgetKeys: readonly PikvmKey[] = [
  ['otg.vendor_id', 0x1d6b, identifier],
  ['otg.product_id', 0x0104, identifier],
  ['otg.manufacturer', 'PiKVM', anyText],
  ['otg.product', 'PiKVM Composite Device', anyText],
  ['otg.serial', 'CAFEBABE', orNull(anyText)],
  ['otg.config', undefined, orNull(anyText)],
  ['otg.device_version', -1, whole(-1, 0xffff)],
  ['otg.usb_version', 0x0200, identifier],
  ['otg.max_power', 250, whole(50, 500)],
  ['otg.remote_wakeup', true, truth],
  ['otg.udc', '', orEmpty(controllerName)],
  ['otg.endpoints', 9, whole(0)],
  ['otg.init_delay', 3, seconds(0.1)],
  ['otg.user', 'kvmd', userName],
  ['otg.meta', '/run/kvmd/otg', absolutePath],
];

const deviceKeys: readonly PikvmKey[] = [
  ['otg.devices.hid.keyboard.start', true, truth],
  ['otg.devices.hid.mouse.start', true, truth],
  ['otg.devices.hid.mouse_alt.start', true, truth],
  ['otg.devices.msd.start', true, truth],
  ['otg.devices.msd.default.file', '', orEmpty(absolutePath)],
  ...drive('otg.devices.msd.default', true),
  ['otg.devices.drives.enabled', false, truth],
  ['otg.devices.drives.start', true, truth],
  ['otg.devices.drives.count', 1, whole(1, 255)],
  ...drive('otg.devices.drives.default', false),
  ['otg.devices.ethernet.enabled', false, truth],
  ['otg.devices.ethernet.start', true, truth],
  ['otg.devices.ethernet.driver', 'ecm', word('ecm', 'eem', 'ncm', 'rndis', 'rndis5')],
  ['otg.devices.ethernet.host_mac', '', orEmpty(macAddress)],
  ['otg.devices.ethernet.kvm_mac', '', orEmpty(macAddress)],
  ['otg.devices.serial.enabled', false, truth],
  ['otg.devices.serial.start', true, truth],
  ['otg.devices.audio.enabled', false, truth],
  ['otg.devices.audio.start', true, truth],
  ['otg.devices.audio.speakers.enabled', false, truth],
  ['otg.devices.audio.mic.enabled', true, truth],
  ['otg.devices.camera.enabled', false, truth],
  ['otg.devices.camera.start', true, truth],
  ['otg.devices.camera.controls.ct_mask', 0x00000e, whole(0, 0xffffff)],
  ['otg.devices.camera.controls.pu_mask', 0x175b, whole(0, 0xffff)],
];

/** Of what belongs to PiKVM's daemon, the part that decides about the gadget. */
const daemonKeys: readonly PikvmKey[] = [
  ['kvmd.hid.type', 'otg', anyText],
  ['kvmd.hid.mouse.absolute', true, truth],
  ['kvmd.hid.mouse.horizontal_wheel', true, truth],
  ['kvmd.hid.mouse_alt.device', '/dev/kvmd-hid-mouse-alt', orEmpty(absolutePath)],
  ['kvmd.hid.mouse_alt.horizontal_wheel', true, truth],
  ['kvmd.msd.type', 'otg', anyText],
];

/** Commands that PiKVM runs around its network. */
const networkHooks = ['pre_start', 'post_start', 'pre_stop', 'post_stop'] as const;

const networkKeys: readonly PikvmKey[] = [
  ['otgnet.iface.net', '172.30.30.0/24', network],
  ['otgnet.firewall.allow_icmp', true, truth],
  ['otgnet.firewall.allow_tcp', [], ports],
  ['otgnet.firewall.allow_udp', [67], ports],
  ['otgnet.firewall.forward_iface', '', orEmpty(networkInterface)],
  ['otgnet.commands.ip_cmd', undefined, command],
  ['otgnet.commands.iptables_cmd', undefined, command],
  ['otgnet.commands.sysctl_cmd', undefined, command],
  ...networkHooks.flatMap((name): PikvmKey[] => [
    [`otgnet.commands.${name}_cmd`, undefined, command],
    [`otgnet.commands.${name}_cmd_remove`, undefined, words],
    [`otgnet.commands.${name}_cmd_append`, undefined, words],
  ]),
];

/** Every key that is read (PiKVM 4.197). Commands of the network have no default here: only what the file says of them is kept. */
export const pikvmKeys: readonly PikvmKey[] = [...gadgetKeys, ...deviceKeys, ...daemonKeys, ...networkKeys];

/** Sections of which every key must be known; elsewhere others read the file, too. */
export const ownSections: readonly string[] = ['otg', 'otgnet'];

/** Names that sections once had. */
export const olderSpellings: readonly (readonly [older: string, current: string])[] = [
  ['otg.msd', 'otg.devices.msd'],
  ['otg.acm', 'otg.devices.serial'],
  ['otg.drives', 'otg.devices.drives'],
  ['otgnet.iface.ip_cmd', 'otgnet.commands.ip_cmd'],
  ['otgnet.firewall.iptables_cmd', 'otgnet.commands.iptables_cmd'],
];
