import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pikvmKeys } from '../../src/config/pikvm-keys.js';
import type { GadgetDefinition } from '../../src/gadget/definition.js';
import { brief, gadgetOf, linked, read, saying, withCard } from './fixture.js';
import {
  enabledRows,
  gadgetRows,
  networkRows,
  pikvmNetworkDefaults,
  startRows,
  type GadgetRow,
} from './pikvm-rows.js';

/** What a gadget or network says, by a path as in issues. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const [, key] of path.matchAll(/([^.[\]]+)\]?/g))
    found = (found as Record<string, unknown> | undefined)?.[key!];
  return found;
}

function judge([key, given, part, value, silent]: GadgetRow, text: string, silentText: string): void {
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

  for (const [device, name] of startRows)
    it(`${device}.start: without it ${name} is made and not linked`, () => {
      const enabled = /^(hid|msd)/.test(device) ? '' : 'enabled: true, ';
      const text = (start: boolean): string => saying(`otg.devices.${device}`, `{${enabled}start: ${start}}`);
      assert.ok(linked(gadgetOf(text(true))).includes(name));
      const gadget = gadgetOf(text(false));
      assert.ok(!linked(gadget).includes(name));
      assert.ok(gadget.functions.some(({ driver, name: instance }) => `${driver}.${instance}` === name));
    });

  it('makes functions in an order of its own, whatever that of the file', () => {
    const text =
      'otg: {endpoints: 99, devices: {camera: {enabled: 1}, audio: {enabled: 1}, serial: {enabled: 1}, ethernet: {enabled: 1}, drives: {enabled: 1}}}';
    const names = [
      'hid.usb0',
      'hid.usb1',
      'hid.usb2',
      'mass_storage.usb0',
      'mass_storage.usb1',
      'ecm.usb0',
      'acm.usb0',
      'uac2.usb0',
      'uvc.usb0',
    ];
    assert.deepEqual(linked(gadgetOf(text)), names);
  });

  it('reads no other key than those that are tested here', () => {
    const tested = new Set([
      ...gadgetRows.map(([key]) => key),
      ...enabledRows.map(([key]) => `otg.devices.${key}`),
      ...startRows.map(([device]) => `otg.devices.${device}.start`),
      ...['drives', 'ethernet', 'serial', 'audio', 'camera'].map((device) => `otg.devices.${device}.enabled`),
      'otg.devices.audio.mic.enabled',
      ...networkRows.map(([key]) => key),
    ]);
    assert.deepEqual(
      pikvmKeys.map(([path]) => path).filter((path) => !tested.has(path)),
      [],
    );
  });
});

describe('what each key of the network says', () => {
  for (const [key, given, difference] of networkRows)
    it(`${key}: ${given}`, () => {
      const { networks, issues } = read(withCard(saying(key, given)));
      assert.deepEqual(networks, [{ ...pikvmNetworkDefaults, ...difference }]);
      assert.deepEqual(
        issues.filter(({ severity }) => severity !== 'note'),
        [],
      );
    });

  it('is kept with every default when the section is there, and absent when it is not', () => {
    assert.deepEqual(read(withCard('otgnet: {}')).networks, [pikvmNetworkDefaults]);
    assert.deepEqual(read(withCard('')).networks, []);
  });

  it('is not used without a network card that the host sees', () => {
    for (const text of ['', 'otg: {devices: {ethernet: {enabled: true, start: false}}}\n']) {
      const { definition, networks, issues } = read(`otgnet: {}\n${text}`);
      assert.ok(definition);
      assert.deepEqual([networks, brief(issues)], [[], ['NETWORK_UNUSED 1:1 otgnet']]);
    }
  });

  it('has servers of names once the cure stands in the file as it is told', () => {
    const text = 'otgnet:\n  firewall: {forward_iface: eth0}\n';
    const [note] = read(withCard(text)).issues;
    const cure = /otgnet\.commands\.(.*)\.$/.exec(note!.hint)![1]!;
    assert.deepEqual(read(withCard(`${text}  commands: {${cure}}\n`)).issues, []);
  });

  it('is judged where it stands', () => {
    const text = 'otgnet:\n  iface: {net: 169.254.0.0/16}\n  firewall: {forward_iface: eth0}\n';
    assert.deepEqual(brief(read(withCard(text)).issues), [
      'NETWORK_WITHOUT_DNS 2:1 otgnet.commands.post_start_cmd_append',
      'NETWORK_LINK_LOCAL 3:16 otgnet.iface.net',
    ]);
  });
});
