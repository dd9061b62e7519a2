import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ethernetHosts } from '../../src/functions/ethernet-hosts.js';
import { hostFacts } from '../../src/gadget/hosts/host-facts.js';
import { hostDrivers } from '../../src/gadget/hosts/host-drivers.js';
import { hostNames, type HostName } from '../../src/gadget/hosts/host-names.js';
import { validate } from '../../src/gadget/validate.js';
import { planCreate } from '../../src/plan/make-plan.js';
import { anyGadget } from '../config/definitions.js';
import { disk, ecm, gadget, keyboard, ncm, type Options } from './rules.js';

const acm: Options = { driver: 'acm' };
const rndis: Options = { driver: 'rndis' };
const usb: Options = { ...disk, luns: [{ file: '/usb.img' }] };
const mouse: Options = { driver: 'hid', preset: 'relative-mouse' };
const raw = (driver: string): Options => ({ driver, contents: [] });
const functions = (...each: readonly Options[]): Options => ({ functions: each });
const composite: Options = { deviceClass: 0xef, deviceSubClass: 2, deviceProtocol: 1 };
const { reportDescriptor } = gadget(functions(keyboard)).functions[0] as unknown as Record<string, unknown>;

/** Each function in a configuration of its own, */
const apart: Options = {
  configurations: [{ functions: ['hid.keyboard'] }, { functions: ['mass_storage.usb0'] }],
};

/** What is known of a host: the host, a gadget, and each `CODE path` that is told because the host is named. */
type Row = readonly [host: HostName, changes: Options, ...told: readonly string[]];

const rows: readonly Row[] = [
  // Windows
  ['windows-11', functions(keyboard)],
  ['windows-11', functions(acm)],
  ['windows-11', functions(ncm), 'HOST_SUPPORT osDescriptors'],
  ['windows-11', { ...functions(ncm), deviceVersion: 0x0100 }],
  ['windows-10', { ...functions(ncm), deviceVersion: 0x0100 }, 'HOST_SUPPORT functions[0]'],
  ['windows-11', functions(ecm), 'HOST_LACKS_DRIVER functions[0].driver'],
  ['windows-11', functions({ driver: 'eem' }), 'HOST_LACKS_DRIVER functions[0].driver'],
  ['windows-11', functions({ driver: 'gser' }), 'HOST_LACKS_DRIVER functions[0].driver'],
  ['windows-11', functions(raw('phonet')), 'HOST_LACKS_DRIVER functions[0].driver'],
  ['windows-11', { ...functions(rndis), deviceVersion: 0x0100 }],
  [
    'windows-11',
    { ...functions(keyboard, rndis), ...composite, deviceVersion: 1 },
    'HOST_UNLIKELY functions[1]',
  ],
  ['windows-11', functions({ driver: 'rndis5' }), 'HOST_LACKS_DRIVER functions[0]'],
  ['windows-11', functions({ driver: 'rndis5', interfaceClass: { class: 0xe0, subClass: 1, protocol: 3 } })],
  ['windows-11', functions(keyboard, acm), 'HOST_SUPPORT deviceClass'],
  ['windows-11', { ...functions(keyboard, acm), ...composite }],
  [
    'windows-11',
    {
      ...functions(keyboard, usb),
      configurations: [{ functions: ['hid.keyboard'] }, { functions: ['mass_storage.usb0'] }],
    },
    'HOST_UNLIKELY configurations',
  ],

  // macOS
  ['macos', functions(ncm)],
  ['macos', functions(ecm)],
  ['macos', functions(ecm, keyboard), 'HOST_SUPPORT functions[0]'],
  ['macos', functions(rndis), 'HOST_LACKS_DRIVER functions[0].driver'],
  ['macos', functions({ driver: 'geth' }), 'HOST_LACKS_DRIVER functions[0].driver'],

  ['macos', { ...functions(keyboard, usb), ...apart }, 'HOST_SUPPORT configurations'],

  // Linux and Android
  ['linux', { ...functions(keyboard, usb), ...apart }, 'HOST_SUPPORT configurations'],
  ['linux', functions(keyboard, acm, ecm, usb)],
  ['linux', functions(keyboard, rndis)],
  ['linux', functions({ driver: 'obex' }), 'HOST_LACKS_DRIVER functions[0].driver'],
  ['linux', functions({ driver: 'geth' }), 'HOST_UNLIKELY functions[0].driver'],
  ['linux', { ...functions({ driver: 'geth' }), vendorId: 0x0525, productId: 0xa4a2 }],
  ['linux', functions({ driver: 'phonet' }), 'HOST_UNLIKELY functions[0].driver'],
  ['linux', { ...functions({ driver: 'phonet' }), vendorId: 0x0421 }],
  ['android', functions(keyboard, usb)],
  ['android', functions(ncm), 'HOST_UNLIKELY functions[0]'],
  ['android', functions({ ...ecm, hostAddress: '02:00:00:00:00:01' }), 'HOST_UNLIKELY functions[0]'],
  ['android', functions({ ...ecm, hostAddress: '00:00:5e:00:53:01' })],
  ['android', functions(rndis), 'HOST_LACKS_DRIVER functions[0].driver'],
  ['android', functions({ driver: 'geth' }), 'HOST_LACKS_DRIVER functions[0].driver'],

  // firmware
  ['seabios', functions(keyboard)],
  ['seabios', functions(acm, keyboard)],
  ['seabios', functions(keyboard, usb), 'HOST_UNLIKELY functions[1]'],
  ['seabios', functions(usb, keyboard), 'HOST_UNLIKELY functions[1]'],
  ['seabios', functions(acm, ncm), 'HOST_LACKS_DRIVER functions'],
  [
    'seabios',
    functions({ driver: 'hid', reportDescriptor }),
    'HOST_LACKS_DRIVER functions',
    'HOST_UNLIKELY functions[0]',
  ],
  [
    'seabios',
    functions({ driver: 'hid', subclass: 1, protocol: 1, reportDescriptor, reportLength: 64 }),
    'HOST_UNLIKELY functions[0]',
  ],
  ['uefi', functions(keyboard, acm, mouse, usb)],
  ['uefi', functions(keyboard, disk), 'HOST_UNLIKELY functions[1].luns[0].file'],
  ['uefi', functions(ecm)],
  ['uefi', functions(acm), 'HOST_LACKS_DRIVER functions'],
  ['uefi', functions(keyboard, ...Array.from({ length: 8 }, () => acm)), 'HOST_UNLIKELY configurations[0]'],
  ['u-boot', functions(usb, acm)],
  ['u-boot', functions(acm, usb), 'HOST_UNLIKELY functions[1]'],
  ['u-boot', { ...functions(usb, acm), ...composite }, 'HOST_UNLIKELY deviceClass'],
  ['u-boot', functions(usb, acm, acm, acm, acm), 'HOST_UNLIKELY configurations[0]'],
  [
    'u-boot',
    {
      ...functions(usb, keyboard),
      configurations: [{ functions: ['mass_storage.usb0'] }, { functions: ['hid.keyboard'] }],
    },
    'HOST_UNLIKELY functions[1]',
    'HOST_UNLIKELY configurations',
  ],
];

const isOfHost = ({ code }: { readonly code: string }): boolean => /^HOST_/.test(code);

/** What is told because of the host; which hosts drive a network card is told of each, whatever the host. */
const told = (host: HostName, changes: Options, kernel?: string): string[] =>
  validate(gadget({ ...changes, hosts: [host] }), kernel ? { kernel } : {})
    .filter((each) => isOfHost(each) && !/^\w+ works with /.test(each.message))
    .map(({ code, path }) => `${code} ${path}`);

for (const [host, changes, ...expected] of rows) {
  const { functions: list, ...rest } = gadget(changes);
  const drivers = list.map(({ driver }) => driver).join(', ');
  test(`${host}, ${drivers}, ${Object.keys(rest).slice(3).join(' ')}: ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(told(host, changes), expected);
  });
}

test('Windows needs the feedback endpoint that uac2 has from kernel 5.14 on', () => {
  assert.deepEqual(told('windows-10', functions(raw('uac2')), '5.10'), ['HOST_UNLIKELY functions[0]']);
  assert.deepEqual(told('windows-10', functions(raw('uac2')), '6.1'), []);
});

test('a gadget that names no hosts is told what everybody should know, in words without a host before them', () => {
  const [found, ...others] = validate(gadget(functions(keyboard, { driver: 'rndis5' }))).filter(
    ({ code }) => code === 'HOST_UNLIKELY',
  );
  assert.deepEqual(others, []);
  assert.match(found!.message, /^"rndis\.usb0" is not the first function/);
});

test('a gadget for Linux alone is told nothing of Windows', () => {
  assert.deepEqual(told('linux', { ...functions(keyboard, rndis, acm) }), []);
});

test('hosts of which the same is known are told of in one issue', () => {
  const [found, ...others] = validate(
    gadget({ ...functions(ecm), hosts: ['windows-11', 'linux', 'windows-10'] }),
  ).filter(({ code }) => code === 'HOST_LACKS_DRIVER');
  assert.deepEqual(others, []);
  assert.equal(
    found!.message,
    'Windows 10, Windows 11: there is no driver for "ecm.usb0" unless somebody installs one.',
  );
});

test('a host that is not known is told to be none', () => {
  const issues = validate(gadget({ hosts: ['windows-12'] }));
  assert.deepEqual(
    issues.map(({ code, path }) => `${code} ${path}`),
    ['VALUE_FORMAT hosts[0]'],
  );
});

test('nothing is written of hosts', () => {
  const plan = (hosts?: readonly HostName[]): unknown =>
    planCreate(gadget({ ...functions(keyboard, ncm), ...(hosts && { hosts }) })).operations;
  assert.deepEqual(plan(['windows-11', 'seabios']), plan());
});

test('hosts never make an error, whatever the gadget', () => {
  fc.assert(
    fc.property(anyGadget, fc.subarray([...hostNames]), (each, hosts) => {
      const others = (definition: typeof each): unknown =>
        validate(definition).filter((found) => !isOfHost(found));
      assert.deepEqual(others({ ...each, hosts }), others(each));
    }),
  );
});

test('every fact says where it is from and what to do, and is told in a row above', () => {
  const tell = new Set(
    rows.flatMap(([host, changes]) =>
      validate(gadget({ ...changes, hosts: [host] })).map(({ hint, code }) => `${code} ${hint}`),
    ),
  );
  for (const { code, cure, message, source } of hostFacts()) {
    assert.ok(cure && message && source, message);
    // The rows are for the newest kernel.
    if (!message.includes('5.14')) assert.ok(tell.has(`${code} ${cure}`), message);
  }
});

test('the table of drivers and that of network cards agree, and only of eem on macOS the first knows less', () => {
  for (const driver of ['ecm', 'geth', 'eem', 'ncm', 'rndis'] as const) {
    const { windows, macos, linux } = ethernetHosts[driver];
    const support = hostDrivers()[driver]!;
    assert.equal(support['windows-11'] === false, windows === false, driver);
    if (driver !== 'eem') assert.equal(support.macos === false, macos === false, driver);
    assert.equal(support.linux === false, linux === false, driver);
  }
});
