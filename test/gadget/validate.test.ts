import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatIssue, GadgetError, type Issue } from '../../src/errors.js';
import { defineGadget } from '../../src/gadget/define.js';
import { assertValid, validate } from '../../src/gadget/validate.js';
import { findControllerProfile } from '../../src/udc/find-controller.js';
import { disk, ecm, found, gadget, keyboard, ncm, type Options } from './rules.js';

test('every fault is found at once, and what is sound is still judged', () => {
  const faulty = gadget({
    vendorId: -1,
    functions: [
      { driver: 'hid', preset: 'joystick' },
      { ...ecm, hostAddress: 'x' },
      disk,
      disk,
      { driver: 'obex', protocol: 1 },
    ],
    strings: { '0x409': {}, '0x407': {}, '0x40c': {} },
    configurations: [{ maxPowerMilliamps: 3, functions: ['hid.usb0', 'mass_storage.usb7'] }],
  });
  assert.deepEqual(found(faulty), [
    'VALUE_RANGE vendorId',
    'VALUE_FORMAT functions[0].preset',
    'MAC_INVALID functions[1].hostAddress',
    'OPTION_UNKNOWN functions[4].protocol',
    'FUNCTION_NOT_THERE configurations[0].functions[1]',
    'FUNCTION_NOT_LINKED functions[1]',
    'FUNCTION_NOT_LINKED functions[2]',
    'FUNCTION_NOT_LINKED functions[3]',
    'FUNCTION_NOT_LINKED functions[4]',
    'LANGUAGE_COUNT strings',
    'POWER_REPORTED_LESS configurations[0].maxPowerMilliamps',
  ]);
});

/** Options that came with later kernels: on which kernel, and what is said of them there. */
const lacking: readonly (readonly [changes: Options, kernel: string, ...issues: readonly string[]])[] = [
  [{ functions: [{ ...keyboard, interval: 1 }] }, '6.12', 'KERNEL_LACKS_ATTRIBUTE functions[0].interval'],
  [
    { functions: [{ ...keyboard, interval: 4 }] },
    '6.12',
    'KERNEL_LACKS_ATTRIBUTE_UNUSED functions[0].interval',
  ],
  [{ functions: [{ ...keyboard, interval: 1 }] }, '7.2'],
  [{ functions: [{ ...keyboard, wakeupOnWrite: true }] }, '5.10'],
  [
    { functions: [{ ...ncm, maxSegmentSize: 4000 }] },
    '6.1',
    'KERNEL_LACKS_ATTRIBUTE functions[0].maxSegmentSize',
  ],
  [
    { functions: [{ ...ncm, maxSegmentSize: 1514 }] },
    '6.1',
    'KERNEL_LACKS_ATTRIBUTE_UNUSED functions[0].maxSegmentSize',
  ],
  [{ functions: [{ driver: 'acm', protocol: 0 }] }, '6.1', 'KERNEL_LACKS_ATTRIBUTE functions[0].protocol'],
  [{ functions: [{ driver: 'acm', protocol: 0 }] }, '6.12'],
  [
    { functions: [{ ...ecm, interfaceName: 'lan%d' }] },
    '5.10',
    'KERNEL_LACKS_ATTRIBUTE functions[0].interfaceName',
  ],
  [{ functions: [{ ...ecm, interfaceName: 'lan%d' }] }, '6.1'],
  [
    { webUsb: { use: true } },
    '6.1',
    'KERNEL_LACKS_ATTRIBUTE webUsb.use',
    'WEBUSB_BELOW_SUPERSPEED webUsb.use',
  ],
  [{ webUsb: { use: false } }, '6.1', 'KERNEL_LACKS_ATTRIBUTE_UNUSED webUsb.use'],
  [{ functions: [{ driver: 'midi2', contents: [] }] }, '6.1', 'KERNEL_LACKS_FUNCTION functions[0].driver'],
  [{ functions: [{ driver: 'midi2', contents: [] }] }, '6.12'],
];

for (const [changes, kernel, ...expected] of lacking)
  test(`kernel ${kernel}, ${JSON.stringify(changes)}: ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(found(gadget(changes), { kernel }), expected);
  });

test('the version that is needed is named', () => {
  const [lacks] = validate(gadget({ functions: [{ ...ncm, maxSegmentSize: 4000 }] }), {
    kernel: '6.1',
  }).filter(({ code }) => code === 'KERNEL_LACKS_ATTRIBUTE');
  assert.match(lacks?.message ?? '', /needs kernel 6\.9; this is 6\.1/);
});

test('which hosts drive a network card is a note', () => {
  const notes = (driver: string): readonly string[] =>
    validate(gadget({ functions: [{ driver }] }))
      .filter(({ code, severity }) => code === 'HOST_SUPPORT' && severity === 'note')
      .map(({ message }) => message);
  assert.deepEqual(notes('ecm'), ['ecm works with macOS and Linux, not with Windows.']);
  assert.deepEqual(notes('rndis'), [
    'rndis works with Windows from 7 and Linux from 2.6.13, not with macOS.',
  ]);
  assert.deepEqual(notes('rndis5'), [
    'rndis5 works with Windows from XP and Linux from 2.6.13, not with macOS.',
  ]);
});

test('a composite gadget of device class 0 with associated interfaces gets a note, and a whole one none', () => {
  const paths = (changes: Options): readonly string[] =>
    validate(gadget({ functions: [keyboard, { driver: 'acm' }], ...changes })).map(({ path }) => path);
  assert.deepEqual(paths({}), ['deviceClass']);
  assert.deepEqual(paths({ deviceClass: 0xef, deviceSubClass: 2, deviceProtocol: 1 }), []);
  assert.deepEqual(paths({ functions: [{ driver: 'acm' }] }), []);
});

test('with a controller, its endpoints are judged in the same list', () => {
  const functions = [...Array.from({ length: 3 }, () => keyboard), ecm, { driver: 'acm' }, disk];
  const issues = (controller: string): string[] =>
    found(gadget({ functions }), { controller: findControllerProfile(controller)! });
  assert.deepEqual(issues('usbip-vudc'), []);
  assert.deepEqual(issues('dwc2-bcm2835'), ['ENDPOINTS_EXHAUSTED functions[5]']);
});

test('WebUSB is fine on a SuperSpeed controller', () => {
  const controller = { ...findControllerProfile('dummy_hcd')!, speed: 'super' as const };
  assert.deepEqual(found(gadget({ webUsb: { use: true } }), { controller }), []);
});

test('assertValid throws every error and no warning', () => {
  const faulty = gadget({ vendorId: -1, productId: -1, configurations: [{ maxPowerMilliamps: 3 }] });
  assert.throws(
    () => assertValid(faulty),
    (error) =>
      error instanceof GadgetError && error.issues.map(({ path }) => path).join() === 'vendorId,productId',
  );
  assertValid(gadget({ configurations: [{ maxPowerMilliamps: 3 }] }));
});

test('options that are not completed are told to be', () => {
  const options = {
    name: 'g1',
    vendorId: 1,
    productId: 2,
    functions: [keyboard],
    configurations: [{}],
  } as never;
  const missing = [
    'functions[0].name',
    ...['name', 'number', 'functions'].map((key) => `configurations[0].${key}`),
  ];
  assert.deepEqual(
    found(options),
    missing.map((path) => `OPTION_REQUIRED ${path}`),
  );
});

test('a kernel that is no version is refused', () => {
  assert.throws(() => validate(gadget(), { kernel: 'newest' }), RangeError);
});

const isIssue = ({ code, severity, message, path, hint }: Issue): boolean =>
  [code, severity, message, path, hint].every((each) => typeof each === 'string') && message !== '';

/** JSON that looks like a gadget here and there. */
const garbage = fc.letrec((tie) => {
  const keys = [
    'driver',
    'name',
    'functions',
    'configurations',
    'luns',
    'strings',
    'contents',
    'attributes',
    'preset',
    'osDescriptors',
  ];
  const words = [
    'hid',
    'ecm',
    'rndis5',
    'keyboard',
    'constructor',
    '__proto__',
    'hid.usb0',
    '0x409',
    '',
    '..',
  ];
  return {
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(...words, null, 0, -1, 1.5, true),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...keys, ...words), fc.string()), tie('value'), { maxKeys: 5 }),
    ),
  };
}).value;

for (const [what, arbitrary] of Object.entries({ JSON: fc.jsonValue(), 'almost a gadget': garbage }))
  test(`nothing throws on ${what}, completed or not`, () => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        const options = value as never;
        for (const definition of [options, defineGadget(options)])
          assert.ok(validate(definition).every(isIssue));
      }),
      { numRuns: 500 },
    );
  });

test('a kernel that the tables were not checked on is told of, and one of their series is not', () => {
  const serial = gadget({ functions: [{ driver: 'acm' }] });
  const said = (kernel: string): readonly string[] => validate(serial, { kernel }).map(formatIssue);
  assert.deepEqual(['5.10', '6.12.107+deb13-amd64', '7.2', '7.2.4'].flatMap(said), []);
  for (const [kernel, age] of [
    ['5.4', 'older'],
    ['61.0', 'newer'],
  ] as const)
    assert.deepEqual(said(kernel), [
      `note KERNEL_UNCHECKED: What is said of kernels was checked on 5.10 to 7.2; ${kernel} is ${age}.\n` +
        '  What such a kernel does otherwise is not known here.',
    ]);
});

test('what has no text of its own is judged, too', () => {
  for (const speed of [Object.create(null), [Symbol('fast')], { toString: 1 }])
    assert.equal(validate(gadget({ maxSpeed: speed }))[0]!.code, 'OPTION_TYPE');
});
