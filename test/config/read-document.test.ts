import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatIssue, issue } from '../../src/errors.js';
import { readDocument } from '../../src/config/read-document.js';
import { defineNetwork } from '../../src/network/define-network.js';
import { brief, gadgetOf, read } from './fixture.js';

const stick = `
# a stick with two drives
gadget:
  name: stick
  vendorId: 0x1d6b
  productId: 0x0104
  functions:
    - driver: mass_storage
      luns:
        - file: /one.img
        - file: two.img
    - driver: ecm
      queueMultiplier: 300
      hostAdress: 02:00:00:00:00:01
`;

describe('whose document it is', () => {
  const rows: readonly (readonly [text: string, what: string])[] = [
    ['gadget: {}', 'gadget'],
    ['network: {}', 'gadget'],
    ['otg: {}', 'pikvm'],
    ['otgnet: {}', 'pikvm'],
    ['kvmd: {}\nvnc: {}', 'pikvm'],
    ['{"otg": {}}', 'pikvm'],
  ];
  for (const [text, kind] of rows)
    it(`${JSON.stringify(text)}: ${kind}`, () => assert.equal(read(text).kind, kind));

  const none: readonly (readonly [text: string, place: string])[] = [
    ['', '1:1'],
    ['# nothing', '1:1'],
    ['- gadget', '1:1'],
    ['gadget', '1:1'],
    ['vnc: {}', '1:1'],
    ['otg: {}\ngadget: {}', '2:1 gadget'],
    ['\ngadgets: {}', '2:1 gadgets'],
  ];
  for (const [text, place] of none)
    it(`${JSON.stringify(text)}: nobody's`, () => {
      const { kind, definition, issues } = read(text);
      assert.deepEqual([kind, definition], [undefined, undefined]);
      assert.deepEqual(brief(issues), [`DOCUMENT_KIND ${place}`]);
    });
});

describe('our own document', () => {
  it('tells every fault with line and column', () => {
    const { definition, issues } = read(stick);
    assert.equal(definition, undefined);
    assert.deepEqual(issues.map(formatIssue), [
      'file.yaml:11:17: error VALUE_FORMAT at gadget.functions[0].luns[1].file: "gadget.functions[0].luns[1].file" expected an ' +
        'absolute path, or an empty text for no medium, got "two.img".\n  Give the whole path, starting with a slash.',
      'file.yaml:13:24: error VALUE_RANGE at gadget.functions[1].queueMultiplier: "gadget.functions[1].queueMultiplier" expected ' +
        'a whole number from 0 to 255, got 300.',
      'file.yaml:14:7: error OPTION_UNKNOWN at gadget.functions[1].hostAdress: "gadget.functions[1].hostAdress" is not a known ' +
        'option.\n  Did you mean "hostAddress"?',
    ]);
  });

  it('completes what is left out', () => {
    const { name, functions, configurations } = gadgetOf(
      'gadget: {name: g, vendorId: 1, productId: 2, functions: [{driver: hid, preset: keyboard}]}',
    );
    assert.equal(name, 'g');
    assert.equal(functions[0]?.name, 'keyboard');
    assert.deepEqual(configurations, [{ name: 'c', number: 1, functions: ['hid.keyboard'] }]);
  });

  it('says what is missing where it should be', () => {
    const { issues } = read('gadget:\n  name: g\n  vendorId: 1\n  functions:\n  - driver: mass_storage\n');
    assert.deepEqual(brief(issues), [
      'OPTION_REQUIRED 1:1 gadget.productId',
      'OPTION_REQUIRED 5:5 gadget.functions[0].luns',
    ]);
    assert.deepEqual(brief(read('network: {}').issues), ['OPTION_REQUIRED 1:1 gadget']);
  });

  it('completes its network, or each of several', () => {
    const gadget = (cards: string): string =>
      `gadget: {name: g, vendorId: 1, productId: 2, functions: [${cards}]}\n`;
    const one = read(`${gadget('{driver: ecm}')}network: {subnet: 10.0.0.0/24, allowTcp: [80]}`);
    assert.deepEqual(one.issues, []);
    assert.deepEqual(one.networks, [defineNetwork({ subnet: '10.0.0.0/24', allowTcp: [80] })]);
    const several = read(
      `${gadget('{driver: ecm}, {driver: ncm}')}network:\n- {function: ecm.usb0}\n- {function: ncm.usb0, mode: client}`,
    );
    assert.deepEqual(several.issues, []);
    assert.deepEqual(several.networks, [
      defineNetwork({ function: 'ecm.usb0' }),
      defineNetwork({ function: 'ncm.usb0', mode: 'client' }),
    ]);
    assert.deepEqual(read(gadget('{driver: ecm}')).networks, []);
  });

  it('judges its networks among themselves and with the gadget', () => {
    const text = `gadget: {name: g, vendorId: 1, productId: 2, functions: []}\nnetwork:\n- {subnet: 10.0.0.0/8}\n- {subnet: 10.0.0.0/24}`;
    assert.deepEqual(brief(read(text).issues), [
      'NETWORK_FUNCTION 3:3 network[0].function',
      'NETWORK_FUNCTION 4:3 network[1].function',
      'NETWORK_OVERLAP 4:12 network[1].subnet',
    ]);
  });

  it('may name its schema', () => {
    assert.deepEqual(
      read('$schema: ./schema.json\ngadget: {name: g, vendorId: 1, productId: 2, functions: []}').issues,
      [],
    );
  });
});

describe('issues that are found later', () => {
  const later = (path: string): ReturnType<typeof issue> => issue('VALUE_RANGE', path, 'wrong', '');

  it('get their places in our document', () => {
    const { locate } = read(
      stick.replace('two.img', '/two.img').replace('300', '3').replace('hostAdress', 'hostAddress'),
    );
    const paths = [
      'functions[1].hostAddress',
      'functions[0].luns[1].file',
      'vendorId',
      'configurations[0].functions',
      '',
    ];
    assert.deepEqual(brief(locate(paths.map(later))), [
      'VALUE_RANGE 3:1 gadget.configurations[0].functions',
      'VALUE_RANGE 3:1 gadget',
      'VALUE_RANGE 5:13 gadget.vendorId',
      'VALUE_RANGE 11:17 gadget.functions[0].luns[1].file',
      'VALUE_RANGE 14:20 gadget.functions[1].hostAddress',
    ]);
  });

  it('find keys that hold dots', () => {
    const { locate } = read(
      'gadget:\n  strings:\n    0x409:\n      product: x\n  functions:\n  - driver: uac2\n    attributes:\n      a.b/c: 1\n',
    );
    assert.deepEqual(brief(locate(['strings.0x409.product', 'functions[0].attributes.a.b/c'].map(later))), [
      'VALUE_RANGE 4:16 gadget.strings.0x409.product',
      'VALUE_RANGE 8:14 gadget.functions[0].attributes.a.b/c',
    ]);
  });

  it("get the paths and places of PiKVM's file", () => {
    const text =
      'otg:\n  vendor_id: 1\n  devices:\n    msd:\n      default:\n        file: /a.iso\n    ethernet:\n      enabled: true\n      host_mac: 02:00:00:00:00:01\n';
    const paths = [
      'vendorId',
      'functions[0].reportDescriptor',
      'functions[3].luns[0].file',
      'functions[4].hostAddress',
      'functions[4].deviceAddress',
      'ecm.usb0',
      'configurations[0].maxPowerMilliamps',
      'name',
    ];
    assert.deepEqual(brief(read(text).locate(paths.map(later))), [
      'VALUE_RANGE 1:1 otg.max_power',
      'VALUE_RANGE 1:1 otg',
      'VALUE_RANGE 2:14 otg.vendor_id',
      'VALUE_RANGE 3:3 otg.devices.hid.keyboard',
      'VALUE_RANGE 6:15 otg.devices.msd.default.file',
      'VALUE_RANGE 7:5 otg.devices.ethernet.kvm_mac',
      'VALUE_RANGE 7:5 otg.devices.ethernet',
      'VALUE_RANGE 9:17 otg.devices.ethernet.host_mac',
    ]);
  });
});

describe('a document without a name', () => {
  it('is called document', () => assert.equal(readDocument('').issues[0]?.location.file, 'document'));
});

describe('what to write instead of what people write at first', () => {
  const gadget = (functions: string, more = '') =>
    `gadget:\n  name: g1\n  vendorId: 1\n  productId: 2\n  functions: ${functions}\n${more}`;
  const rows: readonly (readonly [text: string, cure: string])[] = [
    [gadget('[{ driver: keyboard }]'), 'Write { driver: hid, preset: keyboard }.'],
    [gadget('[gamepad]'), 'Write { driver: hid, preset: gamepad }.'],
    [gadget(''), 'Write each item below it, after a hyphen and a space.'],
    [gadget('[{ driver: mass_storage, cdrom: true, luns: [{}] }]'), 'It belongs into "luns".'],
    [gadget('[]', '  maxPowerMilliamps: 250'), 'It belongs into "configurations".'],
    [gadget('[]', 'dnsServers: []\nallowTcp: [22]'), 'It belongs into "network".'],
    ['otg: { devices: { serial: yes } }', 'Its keys: enabled, start.'],
    ['otg: { devices: { ethernet: { driver: ecmm } } }', 'Did you mean "ecm"?'],
    [gadget('[{ driver: mass_storage, luns: [{ file: “/a.img” }] }]'), 'Write straight quotes, or none.'],
    [
      gadget('[{ driver: hid, reportDescriptor: 05 01 c0 }]'),
      'Two hexadecimal digits for each byte, and nothing between them.',
    ],
    [gadget('[]', '  strings: { 0x409: { serialNumber: 1234 } }'), 'Put it in quotes.'],
    [
      'gadget:\n  name: {{ host }}',
      'A key is one word. A value that begins with {{, as in templates, wants quotes.',
    ],
    [
      'gadget:\n\u00a0 name: g1\n  vendorId: 1',
      'Write an ordinary space for the no-break space (U+00A0) on this line.',
    ],
  ];
  for (const [text, cure] of rows)
    it(cure, () => {
      const hints = read(text).issues.map(({ hint }) => hint);
      assert.ok(hints.includes(cure), hints.join('\n'));
    });

  it('shows what a list holds', () => {
    const { issues } = read('otgnet: { firewall: { allow_tcp: [80, http] } }');
    assert.match(issues[0]!.message, /got \["80", "http"\]\.$/);
  });

  it('speaks of several documents without advice for programmers', () => {
    assert.match(read('a: 1\n---\nb: 2').issues[0]!.message, /multiple documents\.$/);
  });

  it('says one thing of one place that is no YAML', () => {
    assert.equal(read('gadget:\n  name: g1\n   vendorId: 1').issues.length, 1);
  });
});
