import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GadgetError, type Issue } from '../../src/errors.js';
import { defineGadget } from '../../src/gadget/define.js';
import type { GadgetDefinition } from '../../src/gadget/definition.js';
import { assertValid, validate, type ValidationOptions } from '../../src/gadget/validate.js';
import { findControllerProfile } from '../../src/udc/find-controller.js';

type Options = Readonly<Record<string, unknown>>;

const keyboard = { driver: 'hid', preset: 'keyboard' };
const ecm = { driver: 'ecm' };
const ncm = { driver: 'ncm' };
const disk = { driver: 'mass_storage', luns: [{}] };

const gadget = (changes: Options = {}): GadgetDefinition =>
  defineGadget({ name: 'g1', vendorId: 0x1d6b, productId: 0x0104, functions: [keyboard], ...changes });

const configured = (...configurations: readonly Options[]): Options => ({ configurations });

/** Every issue as `CODE path`; which hosts drive a function is told of every network card, and has a test of its own. */
function found(definition: GadgetDefinition, options?: ValidationOptions): string[] {
  return validate(definition, options)
    .filter(({ code }) => code !== 'HOST_SUPPORT')
    .map(({ code, path }) => `${code} ${path}`);
}

/** For each rule: what it is about, the smallest gadget that breaks it, and every issue that comes of it. */
const rules: readonly (readonly [about: string, changes: Options, ...issues: readonly string[]])[] = [
  // the shape
  ['a name that is missing', { name: undefined }, 'OPTION_REQUIRED name'],
  ['a name with a slash', { name: 'a/b' }, 'NAME_INVALID name'],
  ['a name that leads upwards', { name: '..' }, 'NAME_INVALID name'],
  ['an id that is missing', { productId: undefined }, 'OPTION_REQUIRED productId'],
  ['an id beyond 16 bits', { vendorId: 70000 }, 'VALUE_RANGE vendorId'],
  ['an id as text', { vendorId: '0x1d6b' }, 'OPTION_TYPE vendorId'],
  ['a version that is not decimal', { deviceVersion: 0x010a }, 'BCD_INVALID deviceVersion'],
  ['a USB version that is not decimal', { usbVersion: 0x0a00 }, 'BCD_INVALID usbVersion'],
  ['a class beyond a byte', { deviceClass: 256 }, 'VALUE_RANGE deviceClass'],
  ['a speed that is none', { maxSpeed: 'warp' }, 'VALUE_FORMAT maxSpeed'],
  ['a key that is not known', { vendorID: 1 }, 'OPTION_UNKNOWN vendorID'],
  ['a driver that is not known', { functions: [{ driver: 'hdi' }] }, 'VALUE_FORMAT functions[0].driver'],
  ['functions that are no list', { functions: 'hid' }, 'OPTION_TYPE functions', 'CONFIGURATION_EMPTY configurations[0].functions'],
  ['a function that is no object', { functions: [keyboard, 7] }, 'OPTION_TYPE functions[1]'],
  ['a string of 127 bytes', { strings: { '0x409': { product: 'é'.repeat(63) + 'e' } } }, 'STRING_TOO_LONG strings.0x409.product'],
  ['a string with a line feed', { strings: { '0x409': { product: 'a\nb' } } }, 'STRING_INVALID strings.0x409.product'],
  ['a language without a sublanguage', { strings: { '0x9': {} } }, 'LANGUAGE_INVALID strings.0x9'],

  // names and numbers
  [
    'two functions of one name',
    { functions: [{ ...disk, name: 'a' }, { ...disk, name: 'a' }] },
    'NAME_DUPLICATE functions[1].name',
    'NAME_DUPLICATE configurations[0].functions[1]',
  ],
  ['a function name of 40 bytes', { functions: [{ ...keyboard, name: 'k'.repeat(36) }] }, 'NAME_INVALID functions[0].name'],
  ['a configuration name of 40 bytes', configured({ name: 'c'.repeat(37), number: 10 }), 'NAME_INVALID configurations[0].name'],
  ['a configuration name with a dot', configured({ name: 'c.1' }), 'NAME_INVALID configurations[0].name'],
  ['configuration number 0', configured({ number: 0 }), 'VALUE_RANGE configurations[0].number'],
  [
    'two configurations of one number',
    configured({ name: 'a', number: 1 }, { name: 'b', number: 1 }),
    'NAME_DUPLICATE configurations[1].number',
    'HOST_UNLIKELY configurations',
  ],

  // links
  ['no configuration', configured(), 'CONFIGURATION_MISSING configurations', 'FUNCTION_NOT_LINKED functions[0]'],
  [
    'an empty configuration',
    configured({ functions: [] }),
    'CONFIGURATION_EMPTY configurations[0].functions',
    'FUNCTION_NOT_LINKED functions[0]',
  ],
  [
    'a function that is not there',
    configured({ functions: ['hid.keyboard', 'hid.keybord'] }),
    'FUNCTION_NOT_THERE configurations[0].functions[1]',
  ],
  [
    'a function twice in a configuration',
    configured({ functions: ['hid.keyboard', 'hid.keyboard'] }),
    'NAME_DUPLICATE configurations[0].functions[1]',
  ],
  [
    'a function in no configuration',
    { functions: [keyboard, disk], configurations: [{ functions: ['hid.keyboard'] }] },
    'FUNCTION_NOT_LINKED functions[1]',
  ],

  // instances
  ['a fifth hid', { functions: Array.from({ length: 5 }, () => keyboard) }, 'INSTANCES_EXHAUSTED functions[4]'],
  [
    'a ninth serial line, whatever the driver',
    { functions: [...Array.from({ length: 8 }, () => ({ driver: 'gser' })), { driver: 'acm' }] },
    'INSTANCES_EXHAUSTED functions[8]',
  ],
  [
    'a fifth hid that is raw',
    { functions: [...Array.from({ length: 4 }, () => keyboard), { driver: 'hid', contents: [], endpoints: [] }] },
    'INSTANCES_EXHAUSTED functions[4]',
  ],
  ['a second tcm', { functions: [{ driver: 'tcm', contents: [] }, { driver: 'tcm', contents: [] }] }, 'INSTANCES_EXHAUSTED functions[1]'],

  // languages
  ['a third language', { strings: { '0x409': {}, '0x407': {}, '0x40c': {} } }, 'LANGUAGE_COUNT strings'],
  [
    'a third language of a configuration',
    configured({ strings: { '0x409': 'a', '0x407': 'b', '0x40c': 'c' } }),
    'LANGUAGE_COUNT configurations[0].strings',
  ],
  ['a language in two spellings', { strings: { '0x409': {}, '1033': {} } }, 'NAME_DUPLICATE strings.1033'],

  // power
  ['an odd current', configured({ maxPowerMilliamps: 251 }), 'POWER_REPORTED_LESS configurations[0].maxPowerMilliamps'],
  ['a current above 500 mA', configured({ maxPowerMilliamps: 900 }), 'POWER_REPORTED_LESS configurations[0].maxPowerMilliamps'],
  ['a current above 2040 mA', configured({ maxPowerMilliamps: 2041 }), 'VALUE_RANGE configurations[0].maxPowerMilliamps'],

  // OS descriptors and WebUSB
  [
    'OS descriptors of no configuration',
    { osDescriptors: { use: true, sign: 'MSFT100' } },
    'OS_DESCRIPTORS_CONFIGURATION osDescriptors.configuration',
  ],
  [
    'OS descriptors of a configuration that is not there',
    { osDescriptors: { use: true, sign: 'MSFT100', configuration: 'c.2' } },
    'OS_DESCRIPTORS_CONFIGURATION osDescriptors.configuration',
  ],
  ['OS descriptors without their signature', { osDescriptors: { use: true, configuration: 'c.1' } }, 'HOST_UNLIKELY osDescriptors.sign'],
  [
    'a compatible id without OS descriptors',
    { functions: [ncm], osDescriptors: { use: false } },
    'HOST_UNLIKELY functions[0].compatibleId',
  ],
  ['WebUSB', { webUsb: { use: true } }, 'WEBUSB_BELOW_SUPERSPEED webUsb.use'],
  ['a page that is no address', { webUsb: { landingPage: 'example.com' } }, 'VALUE_FORMAT webUsb.landingPage'],
  ['a page of 253 bytes', { webUsb: { landingPage: `https://${'a'.repeat(253)}` } }, 'STRING_TOO_LONG webUsb.landingPage'],

  // networks
  [
    'equal addresses of a network',
    { functions: [{ ...ecm, hostAddress: '02:00:00:00:00:0A', deviceAddress: '02:00:00:00:00:0a' }] },
    'MAC_EQUAL functions[0].deviceAddress',
  ],
  [
    'equal addresses of two networks',
    { functions: [{ ...ecm, hostAddress: '02:00:00:00:00:01' }, { ...ncm, deviceAddress: '02:00:00:00:00:01' }] },
    'MAC_EQUAL functions[1].deviceAddress',
  ],
  ['a multicast address', { functions: [{ ...ecm, hostAddress: '01:00:00:00:00:01' }] }, 'MAC_INVALID functions[0].hostAddress'],
  [
    'an address that eem cannot tell',
    { functions: [{ driver: 'eem', hostAddress: '02:00:00:00:00:01' }] },
    'MAC_HIDDEN functions[0].hostAddress',
  ],
  ['geth under other ids than Linux knows', { functions: [{ driver: 'geth' }] }, 'HOST_UNLIKELY functions[0].driver'],
  ['rndis behind another function', { functions: [keyboard, { driver: 'rndis' }] }, 'HOST_UNLIKELY functions[1]'],
  ['a segment beyond 8000 bytes', { functions: [{ ...ncm, maxSegmentSize: 8001 }] }, 'VALUE_RANGE functions[0].maxSegmentSize'],
  ['a segment size of ecm', { functions: [{ ...ecm, maxSegmentSize: 1514 }] }, 'OPTION_UNKNOWN functions[0].maxSegmentSize'],
  ['an interface name without %d', { functions: [{ ...ecm, interfaceName: 'lan0' }] }, 'VALUE_FORMAT functions[0].interfaceName'],

  // drives
  ['no drive', { functions: [{ ...disk, luns: [] }] }, 'OPTION_REQUIRED functions[0].luns'],
  ['a seventeenth drive', { functions: [{ ...disk, luns: Array.from({ length: 17 }, () => ({})) }] }, 'VALUE_RANGE functions[0].luns'],
  ['a path that is not absolute', { functions: [{ ...disk, luns: [{ file: 'a.img' }] }] }, 'VALUE_FORMAT functions[0].luns[0].file'],
  [
    'a writable CD drive',
    { functions: [{ ...disk, luns: [{ cdrom: true, readOnly: false }] }] },
    'LUN_MEDIUM functions[0].luns[0].readOnly',
  ],
  ['a fixed drive without medium', { functions: [{ ...disk, luns: [{ removable: false }] }] }, 'LUN_MEDIUM functions[0].luns[0]'],
  [
    'one writable file in two drives',
    { functions: [{ ...disk, luns: [{ file: '/a.img', readOnly: true }] }, { ...disk, luns: [{}, { file: '/a.img' }] }] },
    'LUN_MEDIUM functions[1].luns[1].file',
  ],

  // HID
  ['a hid without descriptor', { functions: [{ driver: 'hid' }] }, 'OPTION_REQUIRED functions[0].reportDescriptor'],
  ['a preset that is none', { functions: [{ driver: 'hid', preset: 'joystick' }] }, 'VALUE_FORMAT functions[0].preset'],
  ['a descriptor that is not hex', { functions: [{ driver: 'hid', reportDescriptor: '05 01' }] }, 'VALUE_FORMAT functions[0].reportDescriptor'],
  [
    'a descriptor that does not end',
    { functions: [{ driver: 'hid', reportDescriptor: '05010906a101' }] },
    'HID_DESCRIPTOR functions[0].reportDescriptor',
    'HID_DESCRIPTOR functions[0].reportDescriptor',
  ],
  ['a report length that is too short', { functions: [{ ...keyboard, reportLength: 4 }] }, 'HID_REPORT_LENGTH functions[0].reportLength'],

  // serial ports and raw functions
  ['obex, which waits for its program', { functions: [{ driver: 'obex' }] }, 'HELD_OFF_BUS functions[0]'],
  ['a protocol of gser', { functions: [{ driver: 'gser', protocol: 0 }] }, 'OPTION_UNKNOWN functions[0].protocol'],
  [
    'a raw attribute that is no value',
    { functions: [{ driver: 'uac2', attributes: { c_srate: [48000] } }] },
    'OPTION_TYPE functions[0].attributes.c_srate',
  ],
  ['raw contents that are no list', { functions: [{ driver: 'uac2', contents: 5 }] }, 'OPTION_TYPE functions[0].contents'],
  ['a raw path that leads out', { functions: [{ driver: 'uac2', contents: [{ path: '../x', text: '' }] }] }, 'NAME_INVALID functions[0].contents[0].path'],

  // hosts
  ['several configurations', configured({}, {}), 'HOST_UNLIKELY configurations'],
];

for (const [about, changes, ...expected] of rules)
  test(`validation finds ${about}`, () => {
    assert.deepEqual(found(gadget(changes)), expected);
  });

test('every fault is found at once, and what is sound is still judged', () => {
  const faulty = gadget({
    vendorId: -1,
    functions: [{ driver: 'hid', preset: 'joystick' }, { ...ecm, hostAddress: 'x' }, disk, disk, { driver: 'obex', protocol: 1 }],
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
  [{ functions: [{ ...keyboard, interval: 4 }] }, '6.12', 'KERNEL_LACKS_ATTRIBUTE_UNUSED functions[0].interval'],
  [{ functions: [{ ...keyboard, interval: 1 }] }, '7.2'],
  [{ functions: [{ ...keyboard, wakeupOnWrite: true }] }, '5.10'],
  [{ functions: [{ ...ncm, maxSegmentSize: 4000 }] }, '6.1', 'KERNEL_LACKS_ATTRIBUTE functions[0].maxSegmentSize'],
  [{ functions: [{ ...ncm, maxSegmentSize: 1514 }] }, '6.1', 'KERNEL_LACKS_ATTRIBUTE_UNUSED functions[0].maxSegmentSize'],
  [{ functions: [{ driver: 'acm', protocol: 0 }] }, '6.1', 'KERNEL_LACKS_ATTRIBUTE functions[0].protocol'],
  [{ functions: [{ driver: 'acm', protocol: 0 }] }, '6.12'],
  [{ functions: [{ ...ecm, interfaceName: 'lan%d' }] }, '5.10', 'KERNEL_LACKS_ATTRIBUTE functions[0].interfaceName'],
  [{ functions: [{ ...ecm, interfaceName: 'lan%d' }] }, '6.1'],
  [{ webUsb: { use: true } }, '6.1', 'KERNEL_LACKS_ATTRIBUTE webUsb.use', 'WEBUSB_BELOW_SUPERSPEED webUsb.use'],
  [{ webUsb: { use: false } }, '6.1', 'KERNEL_LACKS_ATTRIBUTE_UNUSED webUsb.use'],
  [{ functions: [{ driver: 'midi2', contents: [] }] }, '6.1', 'KERNEL_LACKS_FUNCTION functions[0].driver'],
  [{ functions: [{ driver: 'midi2', contents: [] }] }, '6.12'],
];

for (const [changes, kernel, ...expected] of lacking)
  test(`kernel ${kernel}, ${JSON.stringify(changes)}: ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(found(gadget(changes), { kernel }), expected);
  });

test('the version that is needed is named', () => {
  const [lacks] = validate(gadget({ functions: [{ ...ncm, maxSegmentSize: 4000 }] }), { kernel: '6.1' }).filter(
    ({ code }) => code === 'KERNEL_LACKS_ATTRIBUTE',
  );
  assert.match(lacks?.message ?? '', /needs kernel 6\.9; this is 6\.1/);
});

test('which hosts drive a network card is a note', () => {
  const notes = (driver: string): readonly string[] =>
    validate(gadget({ functions: [{ driver }] }))
      .filter(({ code, severity }) => code === 'HOST_SUPPORT' && severity === 'note')
      .map(({ message }) => message);
  assert.deepEqual(notes('ecm'), ['ecm is driven by: not Windows, macOS, Linux.']);
  assert.deepEqual(notes('rndis'), ['rndis is driven by: Windows from 7, not macOS, Linux from 2.6.13.']);
  assert.deepEqual(notes('rndis5'), ['rndis5 is driven by: Windows from XP, not macOS, Linux from 2.6.13.']);
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
  const issues = (controller: string): string[] => found(gadget({ functions }), { controller: findControllerProfile(controller)! });
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
    (error) => error instanceof GadgetError && error.issues.map(({ path }) => path).join() === 'vendorId,productId',
  );
  assertValid(gadget({ configurations: [{ maxPowerMilliamps: 3 }] }));
});

test('a kernel that is no version is refused', () => {
  assert.throws(() => validate(gadget(), { kernel: 'newest' }), RangeError);
});

const isIssue = ({ code, severity, message, path, hint }: Issue): boolean =>
  [code, severity, message, path, hint].every((each) => typeof each === 'string') && message !== '';

/** JSON that looks like a gadget here and there. */
const garbage = fc.letrec((tie) => {
  const keys = ['driver', 'name', 'functions', 'configurations', 'luns', 'strings', 'contents', 'attributes', 'preset', 'osDescriptors'];
  const words = ['hid', 'ecm', 'rndis5', 'keyboard', 'constructor', '__proto__', 'hid.usb0', '0x409', '', '..'];
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
        for (const definition of [options, defineGadget(options)]) assert.ok(validate(definition).every(isIssue));
      }),
      { numRuns: 500 },
    );
  });
