import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GadgetError } from '../../src/errors.js';
import { decodeReportDescriptor } from '../../src/hid/decode.js';
import { encodeReportDescriptor, type ReportItem } from '../../src/hid/encode.js';
import { itemTag, itemTags, type ItemName, type ItemSize } from '../../src/hid/item-tags.js';

const encodings: readonly (readonly [ReportItem, string])[] = [
  [['input', 0], '8100'],
  [['endCollection'], 'c0'],
  [['push'], 'a4'],
  [['usage', 0xff], '09ff'],
  [['usage', 0x238], '0a3802'],
  [['usage', 0x10030], '0b30000100'],
  [['unit', 0xffffffff], '67ffffffff'],
  [['logicalMaximum', 127], '257f'],
  [['logicalMaximum', 128], '268000'],
  [['logicalMaximum', 255], '26ff00'],
  [['logicalMaximum', 32768], '2700800000'],
  [['logicalMinimum', -128], '1580'],
  [['logicalMinimum', -129], '167fff'],
  [['logicalMinimum', -(2 ** 31)], '1700000080'],
  [['logicalMinimum', 0, 2], '160000'],
  [['logicalMinimum', 0, 0], '14'],
  [['usageMaximum', 255, 2], '2aff00'],
];

for (const [item, hex] of encodings) {
  test(`${item.join(' ')} is written ${hex}`, () => {
    assert.equal(encodeReportDescriptor([item]), hex);
  });
}

const refused: readonly ReportItem[] = [
  ['usage', -1],
  ['usage', 2 ** 32],
  ['usage', 0.5],
  ['usage', Number.NaN],
  ['usage', 256, 1],
  ['logicalMaximum', 2 ** 31],
  ['logicalMaximum', 128, 1],
  ['endCollection', 1],
];

for (const item of refused) {
  test(`${item.join(' ')} cannot be written`, () => {
    assert.throws(
      () => encodeReportDescriptor([['push'], item]),
      (error) => error instanceof GadgetError && error.code === 'VALUE_RANGE' && error.path === 'items[1]',
    );
  });
}

const sizes: readonly ItemSize[] = [1, 2, 4];

/** Any item, with the size given or left to the encoder. */
const anyItem = fc
  .record({
    name: fc.constantFrom(...(Object.keys(itemTags) as ItemName[])),
    size: fc.constantFrom(...sizes),
  })
  .chain(({ name, size }): fc.Arbitrary<ReportItem> => {
    const { empty, signed } = itemTag(name);
    if (empty) return fc.constant([name]);
    const span = 256 ** size;
    const value = signed
      ? fc.integer({ min: -span / 2, max: span / 2 - 1 })
      : fc.integer({ min: 0, max: span - 1 });
    return fc
      .tuple(value, fc.boolean())
      .map(([number, given]) => (given ? [name, number, size] : [name, number]));
  });

test('what is written is read back, item by item, without gaps', () => {
  fc.assert(
    fc.property(fc.array(anyItem), (items) => {
      const hex = encodeReportDescriptor(items);
      const decoded = decodeReportDescriptor(hex);
      assert.deepEqual(
        decoded.items.map(({ name, value }) => [name, value]),
        items.map(([name, value = 0]) => [name, value]),
      );
      assert.equal(decoded.truncatedAt, undefined);
      let offset = 0;
      for (const item of decoded.items) {
        assert.equal(item.offset, offset);
        offset += 1 + item.size;
      }
      assert.equal(offset, hex.length / 2);
    }),
  );
});

test('a descriptor of any bytes is read back to the same bytes if its items are known and whole', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const { items } = decodeReportDescriptor(Buffer.from(bytes).toString('hex'));
      for (const { name, offset, size, value } of items) {
        if (!(name in itemTags)) continue;
        const written = encodeReportDescriptor([[name as ItemName, value, size as ItemSize]]);
        assert.equal(written, Buffer.from(bytes.subarray(offset, offset + 1 + size)).toString('hex'));
      }
    }),
  );
});

test('reserved items are told apart, and a long item is skipped whole', () => {
  const { items } = decodeReportDescriptor('d0' + 'c4' + '0c' + 'fe0342aabbcc' + 'c0');
  assert.deepEqual(
    items.map(({ name, offset, size }) => [name, offset, size]),
    [
      ['reserved', 0, 0],
      ['reservedGlobal', 1, 0],
      ['reserved', 2, 0],
      ['long', 3, 3],
      ['endCollection', 9, 0],
    ],
  );
});

test('an item that is cut off ends the reading, with its place', () => {
  for (const cut of [
    '0501' + '09',
    '0501' + '2aff',
    '0501' + '17ffffff',
    '0501' + 'fe',
    '0501' + 'fe0342aabb',
  ]) {
    const { items, truncatedAt } = decodeReportDescriptor(cut);
    assert.equal(items.length, 1);
    assert.equal(truncatedAt, 2);
  }
});

test('capital letters are hex too; anything else is nothing', () => {
  assert.equal(decodeReportDescriptor('A1FF').items[0]?.value, 255);
  for (const text of ['a', 'zz', '05 01', '0x05', ''])
    assert.deepEqual(decodeReportDescriptor(text), { items: [] });
});
