import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatReportDescriptor,
  GadgetError,
  hidPreset,
  hidPresetNames,
  lintReportDescriptor,
} from 'usb-gadget';
import {
  collection,
  feature,
  input,
  item,
  logicalMaximum,
  logicalMinimum,
  output,
  physicalMaximum,
  physicalMinimum,
  pop,
  push,
  reportCount,
  reportDescriptor,
  reportId,
  reportSize,
  unit,
  unitExponent,
  usage,
  usageMaximum,
  usageMinimum,
  usagePage,
  type DescriptorPart,
  type WordedItem,
} from 'usb-gadget/hid';
import { itemTags, type ItemName } from '../../src/hid/item-tags.js';
import { collections, fieldFlags, usagePages, usages } from '../../src/hid/usages.js';

const wheels = [usage('x'), usage('y'), usage('wheel')];

test('the relative mouse, written in words, is the preset to the byte', () => {
  const written = reportDescriptor([
    usagePage('generic desktop'),
    usage('mouse'),
    collection('application', [
      usage('pointer'),
      collection('physical', [
        usagePage('button'),
        [usageMinimum(1), usageMaximum(8)],
        [
          logicalMinimum(0),
          logicalMaximum(1),
          reportCount(8),
          reportSize(1),
          input('data', 'variable', 'absolute'),
        ],
        usagePage('generic desktop'),
        ...wheels,
        [
          logicalMinimum(-127),
          logicalMaximum(127),
          reportSize(8),
          reportCount(3),
          input('variable', 'relative'),
        ],
        usagePage('consumer'),
        usage('ac pan'),
        [
          logicalMinimum(-127),
          logicalMaximum(127),
          reportSize(8),
          reportCount(1),
          input('variable', 'relative'),
        ],
      ]),
    ]),
  ]);
  assert.equal(written, hidPreset('relative-mouse').reportDescriptor);
});

const writings: readonly (readonly [DescriptorPart[], string])[] = [
  [[input()], '8100'],
  [[input('data', 'array')], '8100'],
  [[output('constant')], '9101'],
  [[feature('variable', 'buffered bytes')], 'b20201'],
  [[usagePage('fido')], '06d0f1'],
  [[usagePage(0xff00)], '0600ff'],
  [[usage(0x10030)], '0b30000100'],
  [[usagePage('led'), usageMinimum('num lock'), usageMaximum('kana')], '050819012905'],
  [[unitExponent(-2)], '550e'],
  [[unitExponent(3)], '5503'],
  [[unit(0x11)], '6511'],
  [[physicalMinimum(-1), physicalMaximum(300)], '35ff462c01'],
  [[reportId(7)], '8507'],
  [[logicalMinimum(0, 2)], '160000'],
  [[item('delimiter', 1)], 'a901'],
  [[item('collection', 'usage switch'), item('endCollection')], 'a105c0'],
];

for (const [parts, hex] of writings)
  test(`${JSON.stringify(parts)} is ${hex}`, () => assert.equal(reportDescriptor(parts), hex));

test('Push and Pop keep the usage page for words too', () => {
  const parts = [usagePage('generic desktop'), push(), usagePage('led'), pop(), usage('mouse')];
  assert.equal(reportDescriptor(parts), '0501a40508b40902');
});

const refused: readonly (readonly [DescriptorPart[], string, RegExp])[] = [
  [
    [usagePage('led'), usage('mouse')],
    'VALUE_FORMAT',
    /items\[1\].*"mouse" is not known as usage of usage page 8/,
  ],
  [[item('usagePage', 'nowhere')], 'VALUE_FORMAT', /"nowhere" is not known as usage page/],
  [[item('input', ['sticky'])], 'VALUE_FORMAT', /data, array, absolute, constant/],
  [[reportSize(2 ** 32)], 'VALUE_RANGE', /items\[0\]/],
];

for (const [parts, code, message] of refused)
  test(`${JSON.stringify(parts)} cannot be written`, () => {
    assert.throws(
      () => reportDescriptor(parts),
      (error) => error instanceof GadgetError && error.code === code && message.test(error.message),
    );
  });

test('a unit exponent is one that a nibble holds', () => {
  assert.throws(() => unitExponent(-9), /-8 to 7/);
});

const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const namesOf = (table: Readonly<Record<string, number>>): fc.Arbitrary<string> =>
  fc.constantFrom(...Object.keys(table).map(words));

const number = (name: ItemName): fc.Arbitrary<WordedItem> =>
  fc
    .integer(
      'signed' in itemTags[name] ? { min: -(2 ** 31), max: 2 ** 31 - 1 } : { min: 0, max: 2 ** 31 - 1 },
    )
    .map((value) => item(name, value));

const field = fc
  .tuple(fc.constantFrom<ItemName>('input', 'output', 'feature'), fc.uniqueArray(namesOf(fieldFlags)))
  .map(([name, flags]) => item(name, flags));

/** A usage page and usages that have names on it. */
const page = fc
  .constantFrom(...Object.entries(usagePages).filter(([, each]) => usages[each]))
  .chain(([name, each]) =>
    fc
      .array(
        fc
          .tuple(fc.constantFrom<ItemName>('usage', 'usageMinimum', 'usageMaximum'), namesOf(usages[each]!))
          .map(([kind, word]) => item(kind, word)),
      )
      .map((several): DescriptorPart => [item('usagePage', words(name)), several]),
  );

const numbers = (Object.keys(itemTags) as ItemName[]).filter(
  (name) => !/^(input|output|feature|collection|endCollection|usage.*|push|pop)$/.test(name),
);

const parts = fc.letrec<{ parts: DescriptorPart[]; part: DescriptorPart }>((tie) => ({
  parts: fc.array(tie('part'), { maxLength: 6 }),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    field,
    page,
    fc.constantFrom(...numbers).chain(number),
    fc
      .tuple(namesOf(collections), tie('parts'))
      .map(([type, inner]): DescriptorPart => [item('collection', type), inner, item('endCollection')]),
  ),
})).parts;

/** What a printed line says, as an item: `Usage Page (Generic Desktop)`. */
function readLine(line: string): WordedItem {
  const [, title = '', , value] = /^(.*?)( \((.*)\))?$/.exec(line.slice(16).trim())!;
  const name = (Object.keys(itemTags) as ItemName[]).find((each) => words(each) === title.toLowerCase())!;
  if (value === undefined) return item(name);
  if (/^-?(0x)?[0-9a-f]+$/.test(value) && !Number.isNaN(Number(value))) return item(name, Number(value));
  const lower = value.toLowerCase();
  return item(name, /^(input|output|feature)$/.test(name) ? lower.split(', ') : lower);
}

const readText = (text: string): string =>
  reportDescriptor(text === '' ? [] : text.split('\n').map(readLine));

test('what is written in words is printed in words that give the same bytes', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const hex = reportDescriptor(given);
      assert.equal(readText(formatReportDescriptor(hex)), hex);
    }),
  );
});

test('so is every preset, but for values that are longer than they must be', () => {
  for (const name of hidPresetNames) {
    const { reportDescriptor: hex } = hidPreset(name);
    const again = readText(formatReportDescriptor(hex));
    assert.deepEqual(lintReportDescriptor(again, ''), []);
    assert.equal(
      formatReportDescriptor(again).replace(/^.{16}/gm, ''),
      formatReportDescriptor(hex).replace(/^.{16}/gm, ''),
    );
  }
});
