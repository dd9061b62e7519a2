import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGadget } from '../../src/index.js';
import { OtgNet } from '../../src/network.js';
import { formatUnits, type UnitOptions } from '../../src/units/unit-files.js';

const gadget = defineGadget({
  name: "bob's desk",
  vendorId: 1,
  productId: 1,
  functions: [{ driver: 'acm', name: 'my port' }],
});

/** The units by their names, and those lines of them that name something. */
const unitsOf = (options: UnitOptions): Record<string, string[]> =>
  Object.fromEntries(
    formatUnits(gadget, { kernel: '6.12', ...options })
      .filter(({ path }) => path.endsWith('.service'))
      .map(({ path, text }) => [path, text.match(/^(BindsTo|Exec\w+)=.*$/gm) ?? []]),
  );

const gadgetUnit = String.raw`/etc/systemd/system/usb-gadget-bob\x27s\x20desk.service`;
const loginUnit = String.raw`/etc/systemd/system/usb-gadget-bob\x27s\x20desk-login-acm-my\x20port.service`;

test('blanks and quotes in names are escaped in names of units, and part no words in commands', () => {
  const units = unitsOf({});
  assert.deepEqual(Object.keys(units), [gadgetUnit, loginUnit]);
  assert.deepEqual(units[gadgetUnit], [
    `ExecStart=/bin/sh "/etc/usb-gadget/bob's desk/up.sh"`,
    `ExecStop=/bin/sh "/etc/usb-gadget/bob's desk/down.sh"`,
  ]);
  assert.deepEqual(units[loginUnit], [
    String.raw`BindsTo=usb-gadget-bob\x27s\x20desk.service`,
    String.raw`ExecStart=/bin/sh -c "read -r number <'/sys/kernel/config/usb_gadget/bob'\\''s desk/functions/acm.my port/port_num' && exec agetty --keep-baud 115200,57600,38400,9600 ttyGS$$number vt220"`,
  ]);
});

test('a name is nothing to the shell that takes a gadget down whose interface has another name', () => {
  const networked = defineGadget({ ...gadget, name: '$(id)', functions: [{ driver: 'ncm' }] });
  const files = formatUnits(networked, { kernel: '6.12', networks: [new OtgNet()] });
  const { text } = files.find(({ path }) => path.endsWith('/check.sh'))!;
  assert.ok(text.includes(`/bin/sh '/etc/usb-gadget/$(id)/down.sh'`), text);
});

test('a name is shown as it is: no part of it is a specifier, nor takes the next line to it', () => {
  const odd = defineGadget({ ...gadget, name: '100%\\', functions: [{ driver: 'acm', name: 'a%b\\c' }] });
  const texts = formatUnits(odd, { kernel: '6.12', document: '/odd.yaml' }).map(({ text }) => text);
  assert.deepEqual(
    texts.map((text) => /^Description=.*$/m.exec(text)![0]),
    [
      String.raw`Description=USB gadget 100%%\\`,
      String.raw`Description=Login on acm.a%%b\c of the USB gadget 100%%\\`,
    ],
  );
});

test('a name is a word, and no option, where the tool is run', () => {
  assert.deepEqual(unitsOf({ document: '/srv/my desk.yaml' })[gadgetUnit], [
    'ExecStart=/usr/bin/env usb-gadget up --wait "/srv/my desk.yaml"',
    `ExecStop=/usr/bin/env usb-gadget down -- "bob's desk"`,
  ]);
});
