import { disk, keyboard, ncm, type Options, testRules, type Rule } from './rules.js';

const configured = (...configurations: readonly Options[]): Options => ({ configurations });

const rules: readonly Rule[] = [
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
  [
    'functions that are no list',
    { functions: 'hid' },
    'OPTION_TYPE functions',
    'CONFIGURATION_EMPTY configurations[0].functions',
  ],
  ['a function that is no object', { functions: [keyboard, 7] }, 'OPTION_TYPE functions[1]'],
  [
    'a string of 127 bytes',
    { strings: { '0x409': { product: 'é'.repeat(63) + 'e' } } },
    'STRING_TOO_LONG strings.0x409.product',
  ],
  [
    'a string with a line feed',
    { strings: { '0x409': { product: 'a\nb' } } },
    'STRING_INVALID strings.0x409.product',
  ],
  ['a language without a sublanguage', { strings: { '0x9': {} } }, 'LANGUAGE_INVALID strings.0x9'],

  // names and numbers
  [
    'two functions of one name',
    {
      functions: [
        { ...disk, name: 'a' },
        { ...disk, name: 'a' },
      ],
    },
    'NAME_DUPLICATE functions[1].name',
  ],
  [
    'two functions mounted at one place',
    {
      functions: ['a', 'b', 'c', 'd'].map((name) => ({
        driver: 'ffs',
        name,
        mountPoint: name < 'c' ? '/dev/ffs' : '',
        interfaces: [{ endpoints: [] }],
      })),
    },
    'NAME_DUPLICATE functions[1].mountPoint',
  ],
  [
    'a function name of 40 bytes',
    { functions: [{ ...keyboard, name: 'k'.repeat(36) }] },
    'NAME_INVALID functions[0].name',
  ],
  [
    'a configuration name of 40 bytes',
    configured({ name: 'c'.repeat(37), number: 10 }),
    'NAME_INVALID configurations[0].name',
  ],
  ['a configuration name with a dot', configured({ name: 'c.1' }), 'NAME_INVALID configurations[0].name'],
  ['configuration number 0', configured({ number: 0 }), 'VALUE_RANGE configurations[0].number'],
  [
    'two configurations of one number',
    configured({ name: 'a', number: 1 }, { name: 'b', number: 1 }),
    'NAME_DUPLICATE configurations[1].number',
    'FUNCTION_LINKED_TWICE configurations[1].functions',
    'HOST_UNLIKELY configurations',
  ],

  // links
  [
    'no configuration',
    configured(),
    'CONFIGURATION_MISSING configurations',
    'FUNCTION_NOT_LINKED functions[0]',
  ],
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
  [
    'a fifth hid',
    { functions: Array.from({ length: 5 }, () => keyboard) },
    'INSTANCES_EXHAUSTED functions[4]',
  ],
  [
    'a ninth serial line, whatever the driver',
    { functions: [...Array.from({ length: 8 }, () => ({ driver: 'gser' })), { driver: 'acm' }] },
    'INSTANCES_EXHAUSTED functions[8]',
  ],
  [
    'a fifth hid that is raw',
    {
      functions: [
        ...Array.from({ length: 4 }, () => keyboard),
        { driver: 'hid', contents: [], endpoints: [] },
      ],
    },
    'INSTANCES_EXHAUSTED functions[4]',
  ],
  [
    'a second tcm',
    {
      functions: [
        { driver: 'tcm', contents: [] },
        { driver: 'tcm', contents: [] },
      ],
    },
    'INSTANCES_EXHAUSTED functions[1]',
  ],

  // languages
  ['a third language', { strings: { '0x409': {}, '0x407': {}, '0x40c': {} } }, 'LANGUAGE_COUNT strings'],
  [
    'a third language of a configuration',
    configured({ strings: { '0x409': 'a', '0x407': 'b', '0x40c': 'c' } }),
    'LANGUAGE_COUNT configurations[0].strings',
  ],
  [
    'a language in two spellings',
    { strings: { '0x409': {}, '0x0409': {} } },
    'NAME_DUPLICATE strings.0x0409',
  ],

  // power
  [
    'an odd current',
    configured({ maxPowerMilliamps: 251 }),
    'POWER_REPORTED_LESS configurations[0].maxPowerMilliamps',
  ],
  [
    'a current above 500 mA',
    configured({ maxPowerMilliamps: 900 }),
    'POWER_REPORTED_LESS configurations[0].maxPowerMilliamps',
  ],
  [
    'a current above 2040 mA',
    configured({ maxPowerMilliamps: 2041 }),
    'VALUE_RANGE configurations[0].maxPowerMilliamps',
  ],

  // OS descriptors and WebUSB
  [
    'OS descriptors of no configuration',
    { osDescriptors: { use: true, sign: 'MSFT100' } },
    'OS_DESCRIPTORS_UNLINKED osDescriptors.configuration',
  ],
  [
    'OS descriptors of a configuration that is not there',
    { osDescriptors: { use: true, sign: 'MSFT100', configuration: 'c.2' } },
    'OS_DESCRIPTORS_CONFIGURATION osDescriptors.configuration',
  ],
  [
    'a link to the configuration that takes the place of an attribute',
    { osDescriptors: { use: true, sign: 'MSFT100', configuration: 'c.1', link: 'use' } },
    'NAME_INVALID osDescriptors.link',
  ],
  [
    'OS descriptors without their signature',
    { osDescriptors: { use: true, configuration: 'c.1' } },
    'HOST_UNLIKELY osDescriptors.sign',
  ],
  [
    'a compatible id without OS descriptors',
    { functions: [ncm], osDescriptors: { use: false } },
    'HOST_UNLIKELY functions[0].compatibleId',
  ],
  ['WebUSB', { webUsb: { use: true } }, 'WEBUSB_BELOW_SUPERSPEED webUsb.use'],
  [
    'a page that is no address',
    { webUsb: { landingPage: 'example.com' } },
    'VALUE_FORMAT webUsb.landingPage',
  ],
  [
    'a page of 253 bytes',
    { webUsb: { landingPage: `https://${'a'.repeat(253)}` } },
    'STRING_TOO_LONG webUsb.landingPage',
  ],

  // hosts
  [
    'several configurations',
    configured({}, {}),
    'FUNCTION_LINKED_TWICE configurations[1].functions',
    'HOST_UNLIKELY configurations',
  ],
];

testRules(rules);
