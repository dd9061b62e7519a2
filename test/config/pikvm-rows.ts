import { gadgetOf } from './fixture.js';

/** A key, what the file says, where that shows in the gadget, as what, and what is there when the file is silent. */
export type GadgetRow = readonly [key: string, given: string, part: string, value: unknown, silent: unknown];

/** Keys that always count. */
export const gadgetRows: readonly GadgetRow[] = [
  ['otg.vendor_id', '0x1234', 'vendorId', 0x1234, 0x1d6b],
  ['otg.product_id', '4660', 'productId', 0x1234, 0x0104],
  ['otg.manufacturer', "' Me '", 'strings.0x409.manufacturer', 'Me', 'PiKVM'],
  ['otg.product', '2024-01-01', 'strings.0x409.product', '2024-01-01', 'PiKVM Composite Device'],
  ['otg.serial', '1.00', 'strings.0x409.serialNumber', '1.00', 'CAFEBABE'],
  ['otg.serial', 'null', 'strings.0x409.serialNumber', undefined, 'CAFEBABE'],
  ['otg.config', 'All', 'configurations[0].strings.0x409', 'All', undefined],
  ['otg.config', '~', 'configurations[0].strings', undefined, undefined],
  ['otg.device_version', '0x0200', 'deviceVersion', 0x0200, 0x0100],
  ['otg.device_version', '-1', 'deviceVersion', 0x0100, 0x0100],
  ['otg.usb_version', '0x0210', 'usbVersion', 0x0210, 0x0200],
  ['otg.max_power', '500', 'configurations[0].maxPowerMilliamps', 500, 250],
  ['otg.remote_wakeup', 'false', 'configurations[0].remoteWakeup', undefined, true],
  ['otg.remote_wakeup', 'no', 'functions[0].wakeupOnWrite', undefined, true],
  ['otg.udc', 'fe980000.usb', 'udc', 'fe980000.usb', undefined],
  ['otg.udc', '""', 'udc', undefined, undefined],
  ['otg.init_delay', '0.1', 'name', 'kvmd', 'kvmd'],
  ['otg.meta', '/tmp/otg', 'name', 'kvmd', 'kvmd'],
  ['otg.user', 'me', 'owner.user', 'me', 'kvmd'],
  ['otg.user', 'kvmd', 'owner.optional', false, true],
  ['otg.devices.msd.default.file', '/a.iso', 'functions[3].luns[0].file', '/a.iso', undefined],
  ['otg.devices.msd.default.file', '', 'functions[3].luns[0].file', '', undefined],
  ['otg.devices.msd.default.stall', '1', 'functions[3].stall', true, false],
  ['otg.devices.msd.default.cdrom', 'NO', 'functions[3].luns[0].cdrom', false, true],
  ['otg.devices.msd.default.rw', 'yes', 'functions[3].luns[0].readOnly', false, true],
  ['otg.devices.msd.default.removable', 'false', 'functions[3].luns[0].removable', false, true],
  ['otg.devices.msd.default.fua', '0', 'functions[3].luns[0].nofua', true, false],
  [
    'otg.devices.msd.default.inquiry_string.flash.vendor',
    'Me',
    'functions[3].luns[0].inquiryString.vendor',
    'Me',
    'PiKVM',
  ],
  [
    'otg.devices.msd.default.inquiry_string.flash.product',
    'Disk',
    'functions[3].luns[0].inquiryString.product',
    'Disk',
    'Flash Drive',
  ],
  [
    'otg.devices.msd.default.inquiry_string.flash.revision',
    '2.10',
    'functions[3].luns[0].inquiryString.revision',
    '2.10',
    '1.00',
  ],
  [
    'otg.devices.msd.default.inquiry_string.cdrom.vendor',
    'null',
    'functions[3].luns[0].inquiryStringCdrom.vendor',
    'PiKVM',
    'PiKVM',
  ],
  [
    'otg.devices.msd.default.inquiry_string.cdrom.product',
    'CD',
    'functions[3].luns[0].inquiryStringCdrom.product',
    'CD',
    'Optical Drive',
  ],
  [
    'otg.devices.msd.default.inquiry_string.cdrom.revision',
    '"3"',
    'functions[3].luns[0].inquiryStringCdrom.revision',
    '3',
    '1.00',
  ],
  ['kvmd.hid.type', 'serial', 'functions[0].driver', 'mass_storage', 'hid'],
  ['kvmd.hid.mouse.absolute', 'false', 'functions[1].reportLength', 5, 7],
  ['kvmd.hid.mouse.absolute', 'false', 'functions[2].reportLength', 7, 5],
  ['kvmd.hid.mouse.horizontal_wheel', 'false', 'functions[1].reportLength', 6, 7],
  ['kvmd.hid.mouse_alt.horizontal_wheel', 'false', 'functions[2].reportLength', 4, 5],
  ['kvmd.hid.mouse_alt.device', '""', 'functions[2].driver', 'mass_storage', 'hid'],
  ['kvmd.msd.type', 'disabled', 'functions[3]', undefined, gadgetOf('otg: {}').functions[3]],
  ['otg.endpoints', '4', 'configurations[0].functions[3]', undefined, 'mass_storage.usb0'],
];

/** Keys of functions that are there only when enabled, below `otg.devices`. */
export const enabledRows: readonly GadgetRow[] = [
  ['drives.count', '3', 'functions[6].driver', 'mass_storage', undefined],
  ['drives.default.stall', 'true', 'functions[4].stall', true, false],
  ['drives.default.cdrom', 'true', 'functions[4].luns[0].cdrom', true, false],
  ['drives.default.rw', 'false', 'functions[4].luns[0].readOnly', true, false],
  ['drives.default.removable', 'false', 'functions[4].luns[0].removable', false, true],
  ['drives.default.fua', 'false', 'functions[4].luns[0].nofua', true, false],
  [
    'drives.default.inquiry_string.flash.vendor',
    'Me',
    'functions[4].luns[0].inquiryString.vendor',
    'Me',
    'PiKVM',
  ],
  [
    'drives.default.inquiry_string.flash.product',
    'Disk',
    'functions[4].luns[0].inquiryString.product',
    'Disk',
    'Flash Drive',
  ],
  [
    'drives.default.inquiry_string.flash.revision',
    '2',
    'functions[4].luns[0].inquiryString.revision',
    '2',
    '1.00',
  ],
  [
    'drives.default.inquiry_string.cdrom.vendor',
    'Me',
    'functions[4].luns[0].inquiryStringCdrom.vendor',
    'Me',
    'PiKVM',
  ],
  [
    'drives.default.inquiry_string.cdrom.product',
    'CD',
    'functions[4].luns[0].inquiryStringCdrom.product',
    'CD',
    'Optical Drive',
  ],
  [
    'drives.default.inquiry_string.cdrom.revision',
    '2',
    'functions[4].luns[0].inquiryStringCdrom.revision',
    '2',
    '1.00',
  ],
  ['ethernet.driver', 'eem', 'functions[4].driver', 'eem', 'ecm'],
  ['ethernet.driver', 'NCM', 'functions[4].compatibleId', 'WINNCM', undefined],
  ['ethernet.driver', 'rndis', 'functions[4].subCompatibleId', '5162001', undefined],
  ['ethernet.driver', 'rndis5', 'functions[4].compatibleId', '', undefined],
  ['ethernet.driver', 'rndis5', 'osDescriptors', undefined, undefined],
  [
    'ethernet.driver',
    'rndis',
    'osDescriptors',
    { use: true, vendorCode: 0xcd, sign: 'MSFT100', configuration: 'c.1' },
    undefined,
  ],
  ['ethernet.driver', 'ncm', 'deviceVersion', 0x0102, 0x0100],
  ['ethernet.driver', 'rndis', 'deviceVersion', 0x0101, 0x0100],
  ['ethernet.driver', 'rndis5', 'deviceVersion', 0x0100, 0x0100],
  ['ethernet.host_mac', '48:6F:73:74:50:43', 'functions[4].hostAddress', '48:6f:73:74:50:43', undefined],
  ['ethernet.kvm_mac', '42:11:22:33:44:55', 'functions[4].deviceAddress', '42:11:22:33:44:55', undefined],
  ['ethernet.kvm_mac', '""', 'functions[4].deviceAddress', undefined, undefined],
  ['audio.speakers.enabled', 'true', 'functions[4].speakers.channelMask', 3, undefined],
  ['camera.controls.ct_mask', '0x020A01', 'functions[4].cameraControls', 0x020a01, 0x0e],
  ['camera.controls.pu_mask', '0x1', 'functions[4].processingControls', 0x0001, 0x175b],
];

/** Whether functions are linked, below `otg.devices`, with their names. */
export const startRows = [
  ['hid.keyboard', 'hid.usb0'],
  ['hid.mouse', 'hid.usb1'],
  ['hid.mouse_alt', 'hid.usb2'],
  ['msd', 'mass_storage.usb0'],
  ['drives', 'mass_storage.usb1'],
  ['ethernet', 'ecm.usb0'],
  ['serial', 'acm.usb0'],
  ['audio', 'uac2.usb0'],
  ['camera', 'uvc.usb0'],
] as const;

const hooks = ['pre_start', 'post_start', 'pre_stop', 'post_stop'];
const hookNames: Readonly<Record<string, string>> = {
  pre_start: 'preStart',
  post_start: 'postStart',
  pre_stop: 'preStop',
  post_stop: 'postStop',
};

const dhcp = { serve: true, leaseSeconds: 86_400, router: false, dnsServers: [], options: [] };

/** The network of a file that says nothing of it. */
export const pikvmNetworkDefaults: object = {
  mode: 'isolated',
  subnet: '172.30.30.0/24',
  ipv6: 'link-local',
  allowIcmp: true,
  allowTcp: [],
  allowUdp: [67],
  firewall: 'nftables',
  dhcp,
};

/** What of it changes if packets are led on. */
export const pikvmForwarding = (uplink: string): object => ({
  mode: 'nat',
  uplink,
  dhcp: { ...dhcp, router: true },
});

/** Keys of the network, what the file says, and what of the network that changes. */
export const networkRows: readonly (readonly [key: string, given: string, difference: object])[] = [
  ['otgnet.iface.net', '10.65.0.0/28', { subnet: '10.65.0.0/28' }],
  ['otgnet.firewall.allow_icmp', 'no', { allowIcmp: false }],
  ['otgnet.firewall.allow_tcp', '[80, 443]', { allowTcp: [80, 443] }],
  ['otgnet.firewall.allow_tcp', '[0, 80]', { allowTcp: [80] }],
  ['otgnet.firewall.allow_udp', '"53, 67"', { allowUdp: [53, 67] }],
  ['otgnet.firewall.forward_iface', 'eth0', pikvmForwarding('eth0')],
  ['otgnet.commands.ip_cmd', '[/bin/ip]', { commands: { ip: { words: ['/bin/ip'] } } }],
  [
    'otgnet.commands.iptables_cmd',
    '/sbin/iptables --wait=9',
    { firewall: 'iptables', commands: { iptables: { words: ['/sbin/iptables', '--wait=9'] } } },
  ],
  ['otgnet.commands.sysctl_cmd', '[sysctl]', { commands: { sysctl: { words: ['sysctl'] } } }],
  [
    'otgnet.commands.pre_start_cmd',
    '[sh, -c, "a\\nb"]',
    { commands: { preStart: { words: ['sh', '-c', 'a\nb'] } } },
  ],
  ...hooks.flatMap((hook) =>
    [['', 'words'] as const, ['_remove', 'remove'] as const, ['_append', 'append'] as const].map(
      ([ending, part]) =>
        [
          `otgnet.commands.${hook}_cmd${ending}`,
          '[a, "b c"]',
          { commands: { [hookNames[hook]!]: { [part]: ['a', 'b c'] } } },
        ] as const,
    ),
  ),
];
