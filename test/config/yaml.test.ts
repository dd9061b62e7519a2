import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDocument } from '../../src/config/read-document.js';
import { brief, gadgetOf, read } from './fixture.js';

const withId = (id: string): string => `gadget: {name: g, vendorId: ${id}, productId: 2, functions: []}`;

describe('numbers', () => {
  for (const [id, value] of [
    ['0x1d6b', 0x1d6b],
    ['0x1D6B', 0x1d6b],
    ['7531', 7531],
    ['0', 0],
  ] as const)
    it(`${id} is ${value}`, () => assert.equal(gadgetOf(withId(id)).vendorId, value));

  const faults: readonly (readonly [id: string, code: string])[] = [
    ['0104', 'VALUE_FORMAT'],
    ['"0x1d6b"', 'OPTION_TYPE'],
    ['.nan', 'OPTION_TYPE'],
    ['.inf', 'OPTION_TYPE'],
    ['1.5', 'OPTION_TYPE'],
    ['2024-01-01', 'OPTION_TYPE'],
    ['yes', 'OPTION_TYPE'],
    ['~', 'OPTION_TYPE'],
    ['99999999999999999999', 'VALUE_RANGE'],
  ];
  for (const [id, code] of faults)
    it(`${id} is no id: ${code}`, () =>
      assert.deepEqual(brief(read(withId(id)).issues), [`${code} 1:29 gadget.vendorId`]));

  it('2.0 is no version, since it is the number 2', () => {
    const { issues } = read('gadget: {name: g, vendorId: 1, productId: 2, functions: [], usbVersion: 2.0}');
    assert.deepEqual(brief(issues), ['VALUE_FORMAT 1:73 gadget.usbVersion']);
    assert.match(issues[0]!.message, /version 2\.00 is 0x0200/);
  });

  it('what is no number is shown as it is', () =>
    assert.match(read(withId('.nan')).issues[0]!.message, /got NaN\.$/));
});

describe('texts', () => {
  for (const address of ['48:6f:73:74:50:43', '42:61:64:55:53:42', '42:11:22:33:44:55', '00:11:22:33:44:56'])
    it(`${address} is an address without quotes`, () => {
      const text = `gadget: {name: g, vendorId: 1, productId: 2, functions: [{driver: ecm, hostAddress: ${address}}]}`;
      assert.deepEqual(gadgetOf(text).functions[0], { driver: 'ecm', name: 'usb0', hostAddress: address });
    });
});

describe('anchors, aliases and merge keys', () => {
  it('stand for what they name', () => {
    const { strings } = gadgetOf(`
gadget:
  name: g
  vendorId: 1
  productId: 2
  strings:
    0x409: &all { manufacturer: Me, product: Thing }
    0x407:
      <<: *all
      product: Ding
  functions: []
`);
    assert.deepEqual(strings, {
      '0x409': { manufacturer: 'Me', product: 'Thing' },
      '0x407': { product: 'Ding', manufacturer: 'Me' },
    });
  });

  it("in PiKVM's file, too, and faults behind them have a place", () => {
    const text = 'otg:\n  devices:\n    msd: {default: &one {stall: 2}}\n    drives: {default: *one}\n';
    assert.deepEqual(brief(read(text).issues), [
      'VALUE_FORMAT 3:33 otg.devices.msd.default.stall',
      'VALUE_FORMAT 3:33 otg.devices.drives.default.stall',
    ]);
  });

  const faults: readonly (readonly [what: string, text: string, issue: string])[] = [
    ['an alias of nothing', 'gadget: *none', 'DOCUMENT_SYNTAX 1:9 gadget'],
    ['an alias within its own anchor', 'gadget: &a\n  name: *a', 'DOCUMENT_SYNTAX 2:9 gadget.name'],
    ['a merge of what is no map', 'gadget:\n  <<: 1', 'DOCUMENT_SYNTAX 1:1'],
  ];
  for (const [what, text, expected] of faults)
    it(`${what} is a fault`, () => assert.deepEqual(brief(read(text).issues), [expected]));

  it('billions of laughs are refused at once', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const letter of 'bcdefghij') {
      const before = String.fromCharCode(letter.charCodeAt(0) - 1);
      lines.push(`${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
    }
    assert.deepEqual(brief(read(`gadget: {}\n${lines.join('\n')}`).issues), ['DOCUMENT_SYNTAX 1:1']);
  });

  it('more than a hundred aliases are refused', () => {
    const text = `gadget: {name: &n x, functions: [${Array.from({ length: 101 }, () => '*n').join(', ')}]}`;
    assert.deepEqual(brief(read(text).issues), ['DOCUMENT_SYNTAX 1:434 gadget.functions[100]']);
  });
});

describe('what YAML itself forbids', () => {
  const rows: readonly (readonly [what: string, text: string, place: string])[] = [
    ['a key twice', 'gadget: {}\ngadget: {}\n', '2:1'],
    ['a tab for indentation', 'otg:\n\tdevices: {}\n', '2:1'],
    ['an open quote', 'otg: {serial: "x}\n', '2:1'],
    ['a key that is a map', '{a: b}: c\n', '1:1'],
    ['two documents', 'otg: {}\n---\notg: {}\n', '2:1'],
    ['a second value', 'otg: {}\n  x\n', '2:1'],
  ];
  for (const [what, text, place] of rows)
    it(what, () => {
      const { issues, definition } = read(text);
      assert.equal(definition, undefined);
      assert.equal(brief(issues)[0], `DOCUMENT_SYNTAX ${place}`);
    });

  it('brackets in one another by the thousand', () => {
    for (const text of ['['.repeat(100_000), `gadget: ${'['.repeat(3000)}${']'.repeat(3000)}`])
      assert.ok(read(text).issues.length > 0);
  });
});

describe('tags', () => {
  const rows: readonly (readonly [text: string, issue: string])[] = [
    ['otg: !include otg.yaml', 'DOCUMENT_TAG 1:15 otg'],
    ['otg: {devices: !include {a: 1}}', 'DOCUMENT_TAG 1:7 otg.devices'],
    ['kvmd: {hid: !include hid.yaml}', 'DOCUMENT_TAG 1:22 kvmd.hid'],
    ['gadget: {name: !!binary aGk=}', 'DOCUMENT_TAG 1:25 gadget.name'],
    ['gadget: {functions: !!set {a, b}}', 'DOCUMENT_TAG 1:10 gadget.functions'],
    ['gadget: {name: !!python/object:os.system x}', 'DOCUMENT_TAG 1:42 gadget.name'],
    ['gadget: {functions: [!!timestamp 2024-01-01]}', 'DOCUMENT_TAG 1:34 gadget.functions[0]'],
  ];
  for (const [text, expected] of rows)
    it(`${text} is a fault`, () => {
      const { issues, definition } = read(text);
      assert.equal(definition, undefined);
      assert.deepEqual(brief(issues), [expected]);
    });

  it('of YAML itself are taken', () => {
    assert.equal(gadgetOf(withId('!!int "3"')).vendorId, 3);
    assert.equal(gadgetOf('otg: !!map {manufacturer: !!str 12}').strings?.['0x409']?.manufacturer, '12');
  });
});

describe('any text at all', () => {
  const words = [
    'gadget',
    'otg',
    'otgnet',
    'kvmd',
    'functions',
    'devices',
    'msd',
    'driver',
    'name',
    ':',
    ': ',
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    '<<',
    '!x ',
    '!!set ',
    '"',
    "'",
    '|',
    '>',
    '#',
    '%YAML 1.1',
    '---',
    '...',
    '?',
    '\t',
    '0x',
    '1',
    '~',
    'true',
    '__proto__',
    'constructor',
    'toString',
    '\uFEFF',
    '\0',
    '😀',
  ];
  const yamlish = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((each) => each.join('')),
    fc.json().map((json) => `{"otg": ${json}}`),
    fc.json().map((json) => `{"gadget": ${json}, "network": ${json}}`),
    fc
      .json()
      .map((json) => `{"gadget": {"functions": [${json}], "configurations": [${json}], "strings": ${json}}}`),
  );

  it('never throws, and every issue has a place', () => {
    fc.assert(
      fc.property(yamlish, (text) => {
        const { issues, definition, locate } = readDocument(text);
        assert.ok(definition || issues.length > 0);
        for (const { location } of [...issues, ...locate(issues)]) {
          assert.ok(location.line >= 1 && location.line <= text.split(/\r\n|\r|\n/).length);
          assert.ok(location.column >= 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
