import fc from 'fast-check';
import { defineGadget } from '../../src/gadget/define.js';
import type { GadgetDefinition } from '../../src/gadget/definition.js';
import { hidPresetNames } from '../../src/hid/presets.js';
import { hostNames } from '../../src/gadget/hosts/host-names.js';
import { hasControlCharacter } from '../../src/usb/bytes.js';

const text = fc
  .oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      'yes',
      'null',
      '~',
      '1.00',
      '0x10',
      '2024-01-01',
      '42:11:22:33:44:55',
      '# no',
      ' x ',
      'a: b',
      '',
      '- a',
      '日本',
    ),
  )
  .filter((each) => !hasControlCharacter(each));

const some = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });
const byte = fc.integer({ min: 0, max: 255 });
const u16 = fc.integer({ min: 0, max: 65535 });
const version = fc.constantFrom(0, 0x0100, 0x0210, 0x0999);

const address = fc
  .array(byte, { minLength: 5, maxLength: 5 })
  .map((bytes) => [0x42, ...bytes].map((each) => each.toString(16).padStart(2, '0')).join(':'));

const inquiryString = fc.record({ vendor: text, product: text, revision: text }, { requiredKeys: [] });

const lun = fc.record(
  {
    file: fc.constantFrom('', '/a b/c.iso'),
    cdrom: fc.boolean(),
    readOnly: fc.boolean(),
    nofua: fc.boolean(),
    inquiryString,
  },
  { requiredKeys: [] },
);

const hid = fc.oneof(
  fc.record({ preset: fc.constantFrom(...hidPresetNames) }),
  fc.record({
    reportDescriptor: fc
      .uint8Array({ minLength: 1, maxLength: 60 })
      .map((each) => Buffer.from(each).toString('hex')),
    reportLength: byte,
  }),
);

const fn = fc.oneof(
  hid.map((options) => ({ driver: 'hid', ...options })),
  fc.record({ driver: fc.constant('mass_storage'), luns: fc.array(lun, { minLength: 1, maxLength: 4 }) }),
  fc.record(
    {
      driver: fc.constantFrom('ecm', 'geth', 'eem', 'ncm', 'rndis', 'rndis5'),
      hostAddress: address,
      queueMultiplier: byte,
    },
    { requiredKeys: ['driver'] },
  ),
  fc.record({ driver: fc.constantFrom('acm', 'gser', 'obex') }),
  fc.record({
    driver: fc.constantFrom('uac1', 'uac2'),
    speakers: fc.record(
      {
        channels: fc.integer({ min: 1, max: 8 }),
        sampleRates: fc.constantFrom(48_000, [44_100]),
        minimumDecibels: fc.constant(-20.5),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    driver: fc.constant('uvc'),
    formats: fc.constantFrom(
      [{ format: 'mjpeg', frames: [{ width: 640, height: 480, framesPerSecond: [30, 29.97] }] }],
      [
        {
          format: 'nv12',
          name: 'yes',
          colorMatching: { matrix: 'bt709' },
          frames: [{ width: 1, height: 2, frameIntervals: [5] }],
        },
      ],
    ),
  }),
  fc.record({
    driver: fc.constantFrom('ncm', 'rndis'),
    extendedProperties: fc.array(
      fc.oneof(
        fc.record({ name: fc.constantFrom('Label', 'yes'), type: fc.constant('text'), value: text }),
        fc.record({ name: fc.constant('Data'), type: fc.constant('binary'), value: fc.constant('00') }),
        fc.record({ name: fc.constant('Count'), type: fc.constant('little-endian-number'), value: u16 }),
        fc.record({ name: fc.constant('List'), type: fc.constant('multi-text'), value: fc.array(text) }),
      ),
      { maxLength: 2 },
    ),
  }),
  fc.record({ driver: fc.constantFrom('Loopback', 'SourceSink', 'phonet', 'tcm') }),
  fc.record({ driver: fc.constant('printer'), deviceId: text }),
  fc.record({
    driver: fc.constant('midi'),
    cardId: fc.constantFrom('keys', 'no'),
    cardIndex: fc.constant(-1),
  }),
  fc.record({
    driver: fc.constant('midi2'),
    interfaceName: text,
    endpoints: fc.array(
      fc.record({ name: text, model: u16, blocks: fc.array(fc.record({ name: text }), { maxLength: 2 }) }),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    driver: fc.constantFrom('uac2', 'midi'),
    contents: fc.array(fc.record({ path: fc.constantFrom('id', 'a/b.c'), text: fc.string() }), {
      maxLength: 3,
    }),
  }),
);

/** Gadgets of every kind of function, with texts that are hard for YAML. */
export const anyGadget: fc.Arbitrary<GadgetDefinition> = fc
  .record({
    productId: u16,
    deviceVersion: some(version),
    deviceClass: some(byte),
    strings: some(
      fc.constant({ '0x409': { product: 'x', custom: { yes: 'no' } }, 1031: { manufacturer: 'y' } }),
    ),
    manufacturer: text,
    webUsb: some(fc.record({ use: fc.boolean(), version, vendorCode: byte })),
    hosts: some(fc.subarray([...hostNames])),
    functions: fc.array(fn, { maxLength: 6 }),
    udc: some(fc.constantFrom('dummy_udc.0', '1000.usb', 'yes')),
    vendorId: u16,
  })
  .map(({ manufacturer, strings, functions, ...options }) =>
    defineGadget({
      ...options,
      name: 'g1',
      strings: { ...strings, 0x40c: { manufacturer } },
      functions: functions.map((each, index) => ({ ...each, name: `usb${index}` })),
    }),
  );
