import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { olderSpellings, pikvmKeys } from '../../src/config/pikvm-keys.js';
import type { NetworkOptions } from '../../src/network/network-options.js';
import type { GadgetDefinition } from '../../src/gadget/definition.js';
import { brief, gadgetOf, linked, read } from './fixture.js';

/** A document that says one thing: `otg: {devices: {msd: {start: no}}}`. */
function saying(path: string, value: string): string {
  const [first = '', ...rest] = path.split('.');
  return `${first}: ${rest.reduceRight((inner, key) => `{${key}: ${inner}}`, value)}`;
}

/** What a gadget or network says, by a path as in issues. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const [, key] of path.matchAll(/([^.[\]]+)\]?/g)) found = (found as Record<string, unknown> | undefined)?.[key!];
  return found;
}

type Row = readonly [key: string, given: string, part: string, value: unknown, silent: unknown];

/** A key, what the file says, where that shows in the gadget, as what, and what is there when the file is silent. */
const gadgetRows: readonly Row[] = [
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
  ['otg.devices.msd.default.inquiry_string.flash.vendor', 'Me', 'functions[3].luns[0].inquiryString.vendor', 'Me', 'PiKVM'],
  ['otg.devices.msd.default.inquiry_string.flash.product', 'Disk', 'functions[3].luns[0].inquiryString.product', 'Disk', 'Flash Drive'],
  ['otg.devices.msd.default.inquiry_string.flash.revision', '2.10', 'functions[3].luns[0].inquiryString.revision', '2.10', '1.00'],
  ['otg.devices.msd.default.inquiry_string.cdrom.vendor', 'null', 'functions[3].luns[0].inquiryStringCdrom.vendor', 'PiKVM', 'PiKVM'],
  ['otg.devices.msd.default.inquiry_string.cdrom.product', 'CD', 'functions[3].luns[0].inquiryStringCdrom.product', 'CD', 'Optical Drive'],
  ['otg.devices.msd.default.inquiry_string.cdrom.revision', '"3"', 'functions[3].luns[0].inquiryStringCdrom.revision', '3', '1.00'],
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
const enabledRows: readonly Row[] = [
  ['drives.count', '3', 'functions[6].driver', 'mass_storage', undefined],
  ['drives.default.stall', 'true', 'functions[4].stall', true, false],
  ['drives.default.cdrom', 'true', 'functions[4].luns[0].cdrom', true, false],
  ['drives.default.rw', 'false', 'functions[4].luns[0].readOnly', true, false],
  ['drives.default.removable', 'false', 'functions[4].luns[0].removable', false, true],
  ['drives.default.fua', 'false', 'functions[4].luns[0].nofua', true, false],
  ['drives.default.inquiry_string.flash.vendor', 'Me', 'functions[4].luns[0].inquiryString.vendor', 'Me', 'PiKVM'],
  ['drives.default.inquiry_string.flash.product', 'Disk', 'functions[4].luns[0].inquiryString.product', 'Disk', 'Flash Drive'],
  ['drives.default.inquiry_string.flash.revision', '2', 'functions[4].luns[0].inquiryString.revision', '2', '1.00'],
  ['drives.default.inquiry_string.cdrom.vendor', 'Me', 'functions[4].luns[0].inquiryStringCdrom.vendor', 'Me', 'PiKVM'],
  ['drives.default.inquiry_string.cdrom.product', 'CD', 'functions[4].luns[0].inquiryStringCdrom.product', 'CD', 'Optical Drive'],
  ['drives.default.inquiry_string.cdrom.revision', '2', 'functions[4].luns[0].inquiryStringCdrom.revision', '2', '1.00'],
  ['ethernet.driver', 'eem', 'functions[4].driver', 'eem', 'ecm'],
  ['ethernet.driver', 'NCM', 'functions[4].compatibleId', 'WINNCM', undefined],
  ['ethernet.driver', 'rndis', 'functions[4].subCompatibleId', '5162001', undefined],
  ['ethernet.driver', 'rndis5', 'functions[4].compatibleId', '', undefined],
  ['ethernet.driver', 'rndis5', 'osDescriptors', undefined, undefined],
  ['ethernet.driver', 'rndis', 'osDescriptors', { use: true, vendorCode: 0xcd, sign: 'MSFT100', configuration: 'c.1' }, undefined],
  ['ethernet.driver', 'ncm', 'deviceVersion', 0x0102, 0x0100],
  ['ethernet.driver', 'rndis', 'deviceVersion', 0x0101, 0x0100],
  ['ethernet.driver', 'rndis5', 'deviceVersion', 0x0100, 0x0100],
  ['ethernet.host_mac', '48:6F:73:74:50:43', 'functions[4].hostAddress', '48:6f:73:74:50:43', undefined],
  ['ethernet.kvm_mac', '42:11:22:33:44:55', 'functions[4].deviceAddress', '42:11:22:33:44:55', undefined],
  ['ethernet.kvm_mac', '""', 'functions[4].deviceAddress', undefined, undefined],
  ['audio.speakers.enabled', 'true', 'functions[4].contents[0]', { path: 'c_chmask', text: '3' }, { path: 'c_chmask', text: '0' }],
  ['audio.speakers.enabled', 'true', 'functions[4].interfaces', 3, 2],
  ['camera.controls.ct_mask', '0x020A01', 'functions[4].contents[1].text', '1\n10\n2', '14\n0\n0'],
  ['camera.controls.pu_mask', '0x1', 'functions[4].contents[2].text', '1\n0', '91\n23'],
];

function judge([key, given, part, value, silent]: Row, text: string, silentText: string): void {
  it(`${key}: ${given} is ${part} ${JSON.stringify(value)}, else ${JSON.stringify(silent)}`, () => {
    const gadget: GadgetDefinition = gadgetOf(text);
    assert.deepEqual(at(gadget, part), value);
    assert.deepEqual(at(gadgetOf(silentText), part), silent);
  });
}

describe('what each key of PiKVM does', () => {
  for (const row of gadgetRows) judge(row, saying(row[0], row[1]), 'otg: {}');
  for (const row of enabledRows) {
    const [device = '', ...rest] = row[0].split('.');
    const enabled = (more: string): string => `otg: {devices: {${device}: {enabled: true${more}}}}`;
    judge(row, enabled(`, ${saying(rest.join('.'), row[1])}`), enabled(''));
  }

  const starts = [
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
  for (const [device, name] of starts)
    it(`${device}.start: without it ${name} is made and not linked`, () => {
      const enabled = /^(hid|msd)/.test(device) ? '' : 'enabled: true, ';
      const text = (start: boolean): string => saying(`otg.devices.${device}`, `{${enabled}start: ${start}}`);
      assert.ok(linked(gadgetOf(text(true))).includes(name));
      const gadget = gadgetOf(text(false));
      assert.ok(!linked(gadget).includes(name));
      assert.ok(gadget.functions.some(({ driver, name: instance }) => `${driver}.${instance}` === name));
    });

  it('makes functions in an order of its own, whatever that of the file', () => {
    const text = 'otg: {endpoints: 99, devices: {camera: {enabled: 1}, audio: {enabled: 1}, serial: {enabled: 1}, ethernet: {enabled: 1}, drives: {enabled: 1}}}';
    const names = ['hid.usb0', 'hid.usb1', 'hid.usb2', 'mass_storage.usb0', 'mass_storage.usb1', 'ecm.usb0', 'acm.usb0', 'uac2.usb0', 'uvc.usb0'];
    assert.deepEqual(linked(gadgetOf(text)), names);
  });

  it('reads no other key than those that are tested here', () => {
    const tested = new Set([
      ...gadgetRows.map(([key]) => key),
      ...enabledRows.map(([key]) => `otg.devices.${key}`),
      ...starts.map(([device]) => `otg.devices.${device}.start`),
      ...['drives', 'ethernet', 'serial', 'audio', 'camera'].map((device) => `otg.devices.${device}.enabled`),
      'otg.devices.audio.mic.enabled',
      ...networkRows.map(([key]) => key),
    ]);
    assert.deepEqual(pikvmKeys.map(([path]) => path).filter((path) => !tested.has(path)), []);
  });
});

const defaultNetwork: NetworkOptions = { subnet: '172.30.30.0/24', allowIcmp: true, allowTcp: [], allowUdp: [67] };

const hooks = ['pre_start', 'post_start', 'pre_stop', 'post_stop'];
const hookNames: Readonly<Record<string, string>> = {
  pre_start: 'preStart',
  post_start: 'postStart',
  pre_stop: 'preStop',
  post_stop: 'postStop',
};

const networkRows: readonly (readonly [key: string, given: string, difference: object])[] = [
  ['otgnet.iface.net', '10.65.0.0/28', { subnet: '10.65.0.0/28' }],
  ['otgnet.firewall.allow_icmp', 'no', { allowIcmp: false }],
  ['otgnet.firewall.allow_tcp', '[80, 443]', { allowTcp: [80, 443] }],
  ['otgnet.firewall.allow_udp', '"53, 67"', { allowUdp: [53, 67] }],
  ['otgnet.firewall.forward_iface', 'eth0', { forwardInterface: 'eth0' }],
  ['otgnet.commands.ip_cmd', '[/bin/ip]', { commands: { ip: { words: ['/bin/ip'] } } }],
  ['otgnet.commands.iptables_cmd', '/sbin/iptables --wait=9', { commands: { iptables: { words: ['/sbin/iptables', '--wait=9'] } } }],
  ['otgnet.commands.sysctl_cmd', '[sysctl]', { commands: { sysctl: { words: ['sysctl'] } } }],
  ...hooks.flatMap((hook) =>
    [['', 'words'] as const, ['_remove', 'remove'] as const, ['_append', 'append'] as const].map(
      ([ending, part]) =>
        [`otgnet.commands.${hook}_cmd${ending}`, '[a, "b c"]', { commands: { [hookNames[hook]!]: { [part]: ['a', 'b c'] } } }] as const,
    ),
  ),
];

describe('what each key of the network says', () => {
  for (const [key, given, difference] of networkRows)
    it(`${key}: ${given}`, () => {
      const { network, issues } = read(saying(key, given));
      assert.deepEqual(network, { ...defaultNetwork, ...difference });
      assert.deepEqual(brief(issues), ['NETWORK_LATER 1:1 otgnet']);
    });

  it('is kept with every default when the section is there, and absent when it is not', () => {
    assert.deepEqual(read('otgnet: {}').network, defaultNetwork);
    assert.equal(read('otg: {}').network, undefined);
  });
});

describe('what no key may be', () => {
  const rows: readonly (readonly [key: string, given: string, code: string])[] = [
    ['otg.vendor_id', '65536', 'VALUE_RANGE'],
    ['otg.vendor_id', '-1', 'VALUE_RANGE'],
    ['otg.vendor_id', '0104', 'VALUE_FORMAT'],
    ['otg.vendor_id', 'abc', 'VALUE_FORMAT'],
    ['otg.vendor_id', '1.5', 'VALUE_FORMAT'],
    ['otg.vendor_id', '.nan', 'VALUE_FORMAT'],
    ['otg.vendor_id', 'null', 'OPTION_TYPE'],
    ['otg.vendor_id', '[1]', 'OPTION_TYPE'],
    ['otg.manufacturer', 'null', 'OPTION_TYPE'],
    ['otg.device_version', '-2', 'VALUE_RANGE'],
    ['otg.max_power', '49', 'VALUE_RANGE'],
    ['otg.max_power', '501', 'VALUE_RANGE'],
    ['otg.remote_wakeup', 'on', 'VALUE_FORMAT'],
    ['otg.remote_wakeup', '2', 'VALUE_FORMAT'],
    ['otg.udc', 'a/b', 'NAME_INVALID'],
    ['otg.udc', '..', 'NAME_INVALID'],
    ['otg.endpoints', '-1', 'VALUE_RANGE'],
    ['otg.init_delay', '0.05', 'VALUE_RANGE'],
    ['otg.init_delay', 'soon', 'VALUE_FORMAT'],
    ['otg.user', 'root; id', 'VALUE_FORMAT'],
    ['otg.meta', 'run', 'VALUE_FORMAT'],
    ['otg.devices', 'null', 'OPTION_TYPE'],
    ['otg.devices.msd.default.file', 'image.iso', 'VALUE_FORMAT'],
    ['otg.devices.drives.count', '0', 'VALUE_RANGE'],
    ['otg.devices.drives.count', '1000000000', 'VALUE_RANGE'],
    ['otg.devices.ethernet.driver', 'geth', 'VALUE_FORMAT'],
    ['otg.devices.ethernet.host_mac', '48-6f-73-74-50-43', 'MAC_INVALID'],
    ['otg.devices.ethernet.host_mac', '49:6f:73:74:50:43', 'MAC_INVALID'],
    ['otg.devices.camera.controls.ct_mask', '0x1000000', 'VALUE_RANGE'],
    ['otg.devices.camera.controls.pu_mask', '0x10000', 'VALUE_RANGE'],
    ['kvmd.hid.mouse.absolute', 'maybe', 'VALUE_FORMAT'],
    ['otgnet.iface.net', '10.65.0.1/28', 'VALUE_RANGE'],
    ['otgnet.iface.net', '10.65.0.1/32', 'VALUE_RANGE'],
    ['otgnet.iface.net', '10.65.0.0', 'VALUE_FORMAT'],
    ['otgnet.iface.net', 'fd00::/64', 'VALUE_FORMAT'],
    ['otgnet.firewall.allow_tcp', '[80, 65536]', 'VALUE_RANGE'],
    ['otgnet.firewall.allow_tcp', '{a: 1}', 'OPTION_TYPE'],
    ['otgnet.firewall.forward_iface', 'eth0 eth1', 'VALUE_FORMAT'],
    ['otgnet.commands.ip_cmd', '[]', 'VALUE_RANGE'],
    ['otgnet.commands.post_start_cmd_append', '[null]', 'OPTION_TYPE'],
  ];
  for (const [key, given, code] of rows)
    it(`${key}: ${given} is ${code}`, () => {
      const { definition, issues } = read(saying(key, given));
      assert.equal(definition, undefined);
      assert.deepEqual(
        issues.map((each) => [each.code, each.path]),
        [[code, key]],
      );
    });
});

describe('older spellings', () => {
  for (const [older, current] of olderSpellings)
    it(`${older} is ${current}`, () => {
      const isCommand = older.endsWith('_cmd');
      const value = isCommand ? '[/usr/bin/ip]' : current.endsWith('msd') ? '{start: false}' : '{enabled: true}';
      const [oldOne, newOne] = [older, current].map((path) => read(saying(path, value)));
      assert.deepEqual(oldOne?.definition, newOne?.definition);
      assert.deepEqual(oldOne?.network, newOne?.network);
      const silent = read(isCommand ? 'otgnet: {}' : 'otg: {}');
      assert.notDeepEqual([newOne?.definition, newOne?.network], [silent.definition, silent.network]);
    });

  it('a fault is told where it stands', () => {
    const { issues } = read('otg:\n  msd:\n    start: maybe\n    begin: 1\n');
    assert.deepEqual(brief(issues), ['VALUE_FORMAT 3:12 otg.msd.start', 'OPTION_UNKNOWN 4:5 otg.msd.begin']);
  });

  it('beside the one of today, it is a fault', () => {
    const { issues } = read('otg:\n  acm: {enabled: true}\n  devices:\n    serial: {enabled: true}\n');
    assert.deepEqual(brief(issues), ['NAME_DUPLICATE 2:3 otg.acm']);
  });
});

describe('keys of others', () => {
  it('are left alone, whatever they are', () => {
    const text = 'otg: {}\nkvmd: {hid: {type: otg, keymap: x}, gpio: !include gpio.yaml, streamer: [1, .nan]}\nvnc: ~\n';
    assert.deepEqual(read(text).issues, []);
    assert.deepEqual(gadgetOf(text), gadgetOf('otg: {}'));
  });

  it('are faults under otg and otgnet, with the nearest known', () => {
    const { issues } = read('otg:\n    devcies: {}\n    devices:\n        ethernet:\n            enabeld: true\notgnet:\n    iface: {nett: 1}\n');
    assert.deepEqual(brief(issues), [
      'OPTION_UNKNOWN 2:5 otg.devcies',
      'OPTION_UNKNOWN 5:13 otg.devices.ethernet.enabeld',
      'OPTION_UNKNOWN 7:13 otgnet.iface.nett',
    ]);
    assert.deepEqual(
      issues.map(({ hint }) => hint),
      ['devices', 'enabled', 'net'].map((key) => `Did you mean "${key}"?`),
    );
  });
});
