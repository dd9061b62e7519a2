import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driverOf, defineFunctions, type FunctionDefinition } from '../../src/functions/drivers.js';
import { EthernetFunction } from '../../src/functions/ethernet-function.js';
import { HidFunction } from '../../src/functions/hid-function.js';
import { RawFunction } from '../../src/functions/raw-function.js';
import { hidPreset } from '../../src/hid/presets.js';
import { macAddressFault } from '../../src/usb/mac-address.js';

const define = (options: object): FunctionDefinition => defineFunctions([options])[0]!;

test('presets are hid functions with everything filled in', () => {
  const wheel = { preset: 'relative-mouse', horizontalWheel: false };
  for (const [made, options] of [
    [HidFunction.keyboard(), { preset: 'keyboard' }],
    [HidFunction.absoluteMouse(), { preset: 'absolute-mouse' }],
    [HidFunction.relativeMouse({ horizontalWheel: false }), wheel],
  ] as const)
    assert.deepEqual(made.toDefinition(), define({ driver: 'hid', ...options }));
  assert.deepEqual(define({ driver: 'hid', ...wheel, name: 'm' }), {
    driver: 'hid',
    name: 'm',
    noOutEndpoint: true,
    ...hidPreset('relative-mouse', false),
  });
});

test('what is given goes before what a preset brings', () => {
  const { noOutEndpoint, protocol, subclass } = HidFunction.keyboard({
    noOutEndpoint: false,
    protocol: 0,
  }).toDefinition();
  assert.deepEqual([noOutEndpoint, protocol, subclass], [false, 0, 1]);
});

test('a report descriptor is taken as bytes or as hex, and its length computed', () => {
  const { reportDescriptor: hex } = hidPreset('absolute-mouse');
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  for (const reportDescriptor of [bytes, hex, hex.toUpperCase()]) {
    const definition = new HidFunction({ reportDescriptor }).toDefinition();
    assert.deepEqual(definition, { driver: 'hid', name: 'usb0', reportDescriptor: hex, reportLength: 7 });
  }
});

test('a seed gives addresses that are always the same, fit for use, and different for each end and function', () => {
  const addresses = defineFunctions([
    { driver: 'ecm', macSeed: 'a' },
    { driver: 'ecm', macSeed: 'a' },
    { driver: 'ncm', macSeed: 'a' },
    { driver: 'ecm', macSeed: 'b' },
  ]).flatMap((each) => ('hostAddress' in each ? [each.hostAddress!, each.deviceAddress!] : []));
  assert.equal(new Set(addresses).size, 8);
  for (const address of addresses) {
    assert.equal(macAddressFault(address), undefined);
    assert.equal(Number.parseInt(address.slice(0, 2), 16) & 3, 2);
  }
  assert.deepEqual(addresses.slice(0, 2), ['6a:c9:42:e2:fd:6e', 'c2:91:52:5d:dc:5b']);
});

test('a seed gives eem and geth no address for the host, which would never get it', () => {
  for (const driver of ['eem', 'geth'] as const) {
    const definition = new EthernetFunction({ driver, macSeed: 'a' }).toDefinition();
    assert.equal(definition.hostAddress, undefined);
    assert.match(definition.deviceAddress!, /^.[26ae]:/);
  }
});

test('rndis5 is rndis without compatible ids', () => {
  assert.deepEqual(define({ driver: 'rndis5' }), { driver: 'rndis', name: 'usb0', compatibleId: '' });
  assert.deepEqual(define({ driver: 'rndis' }), {
    driver: 'rndis',
    name: 'usb0',
    compatibleId: 'RNDIS',
    subCompatibleId: '5162001',
  });
  assert.deepEqual(define({ driver: 'ncm' }), { driver: 'ncm', name: 'usb0', compatibleId: 'WINNCM' });
});

test('raw attributes become contents, in the order given and before the others', () => {
  const raw = new RawFunction({
    driver: 'uac2',
    attributes: { p_chmask: 0, c_sync: 'adaptive', c_mute_present: false },
    contents: [{ path: 'x', hex: '00' }],
  });
  assert.deepEqual(raw.toDefinition(), {
    driver: 'uac2',
    name: 'usb0',
    contents: [
      { path: 'p_chmask', text: '0' },
      { path: 'c_sync', text: 'adaptive' },
      { path: 'c_mute_present', text: '0' },
      { path: 'x', hex: '00' },
    ],
  });
});

test('a raw function has the facts of its driver', () => {
  const facts = (driver: string): unknown => {
    const { module, pool, bindErrno } = driverOf(new RawFunction({ driver }).toDefinition());
    return { module, pool: pool?.limit, bindErrno };
  };
  assert.deepEqual(facts('hid'), { module: 'usb_f_hid', pool: 4, bindErrno: 'ENODEV' });
  assert.deepEqual(facts('printer'), { module: 'usb_f_printer', pool: 4, bindErrno: 'ENODEV' });
  assert.deepEqual(facts('uvc'), { module: 'usb_f_uvc', pool: undefined, bindErrno: 'EINVAL' });
  assert.deepEqual(facts('other'), { module: '', pool: undefined, bindErrno: 'ENODEV' });
});

test('what is at fault stays, for the check to find', () => {
  const faulty: readonly object[] = [
    { driver: 'hid', name: 'a', preset: 'joystick' },
    { driver: 'hid', name: 'a', preset: 'keyboard', horizontalWheel: 'no' },
    { driver: 'ecm', name: 'a', macSeed: 5 },
    { driver: 'uac2', name: 'a', attributes: 'x' },
    { driver: 'nothing', name: 'a', speed: 5 },
  ];
  assert.deepEqual(defineFunctions(faulty), faulty);
});
