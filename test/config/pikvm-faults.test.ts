import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { olderSpellings } from '../../src/config/pikvm-keys.js';
import { brief, gadgetOf, read, saying, withCard } from './fixture.js';

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
      const value = isCommand
        ? '[/usr/bin/ip]'
        : current.endsWith('msd')
          ? '{start: false}'
          : '{enabled: true}';
      const said = (text: string): ReturnType<typeof read> => read(isCommand ? withCard(text) : text);
      const [oldOne, newOne] = [older, current].map((path) => said(saying(path, value)));
      assert.deepEqual(oldOne?.definition, newOne?.definition);
      assert.deepEqual(oldOne?.networks, newOne?.networks);
      const silent = said(isCommand ? 'otgnet: {}' : 'otg: {}');
      assert.notDeepEqual([newOne?.definition, newOne?.networks], [silent.definition, silent.networks]);
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
    const text =
      'otg: {}\nkvmd: {hid: {type: otg, keymap: x}, gpio: !include gpio.yaml, streamer: [1, .nan]}\nvnc: ~\n';
    assert.deepEqual(read(text).issues, []);
    assert.deepEqual(gadgetOf(text), gadgetOf('otg: {}'));
  });

  it('are faults under otg and otgnet, with the nearest known', () => {
    const { issues } = read(
      'otg:\n    devcies: {}\n    devices:\n        ethernet:\n            enabeld: true\notgnet:\n    iface: {nett: 1}\n',
    );
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
