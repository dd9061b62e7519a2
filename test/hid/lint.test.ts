import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeReportDescriptor, type ReportItem } from '../../src/hid/encode.js';
import { lintRules, type LintRuleName } from '../../src/hid/lint-rules.js';
import { lintReportDescriptor } from '../../src/hid/lint.js';
import { hidPreset, hidPresetNames } from '../../src/hid/presets.js';
import { readReportDescriptor } from '../../src/hid/read.js';
import { collections, fieldFlags, genericDesktop, usagePages } from '../../src/hid/usages.js';
import { linuxRefuses } from './linux-host.js';

const { constant, variable } = fieldFlags;

const start: readonly ReportItem[] = [
  ['usagePage', usagePages.genericDesktop],
  ['usage', genericDesktop.mouse],
  ['collection', collections.application],
];
const byte: readonly ReportItem[] = [
  ['logicalMinimum', 0],
  ['logicalMaximum', 127],
  ['reportSize', 8],
  ['reportCount', 1],
];
const x: readonly ReportItem[] = [
  ['usage', genericDesktop.x],
  ['input', variable],
];
const end: ReportItem = ['endCollection'];

const device = (...items: readonly ReportItem[]): string =>
  encodeReportDescriptor([...start, ...byte, ...items, ...x, end]);
const whole = (...items: readonly ReportItem[]): string => encodeReportDescriptor(items);

test('a small whole descriptor has no fault', () => {
  assert.deepEqual(lintReportDescriptor(device(), ''), []);
});

const push: ReportItem = ['push'];
const pop: ReportItem = ['pop'];

/** For every rule: a descriptor that breaks it and no other. */
const broken: Readonly<Record<LintRuleName, string>> = {
  truncated: device() + '09',
  longItem: device() + 'fe0142aa',
  reservedGlobal: device() + 'c4',
  reserved: device() + '0c',
  nothingReported: whole(...start, end),
  topLevelNotApplication: whole(
    ...start.slice(0, 2),
    ['collection', collections.physical],
    ...byte,
    ...x,
    end,
  ),
  outsideCollection: whole(...start.slice(0, 1), ...byte, ...x),
  collectionUnderflow: device() + 'c0',
  collectionOpen: device(['collection', collections.logical]),
  topLevelUsage: whole(['usagePage', 1], ['collection', collections.application], ...byte, ...x, end),
  usagePageMissing: whole(['usage', 0x10002, 4], ['collection', collections.application], ...byte, ...x, end),
  logicalRange: device(['logicalMinimum', 10], ['logicalMaximum', 9]),
  logicalMaximumSign: device(['logicalMaximum', -1]),
  logicalRangeTooWide: device(['logicalMaximum', 256]),
  physicalRange: device(['physicalMinimum', 1]),
  nullStateMissing: device(
    ['usage', genericDesktop.y],
    ['reportSize', 7],
    ['input', variable | fieldFlags.nullState],
    ['reportSize', 1],
    ['input', constant],
    ['reportSize', 8],
  ),
  reportSizeMissing: whole(...start, ...byte, ['reportSize', 0], ...x, end),
  reportCountMissing: whole(...start, ...byte, ['reportCount', 0], ...x, end),
  reportSizeLimit: device(['reportSize', 257], ['reportSize', 8]),
  reportSizeWide: device(['reportSize', 40]),
  reportCountLimit: device(['reportCount', 12289], ['reportCount', 1]),
  reportTooLong: device(['reportSize', 16], ['reportCount', 8192]),
  reportUnaligned: device(['reportSize', 7]),
  reportIdInvalid: device(['reportId', 0]),
  reportIdOutside: whole(['reportId', 1]) + device(),
  reportIdMixed: device(...x, ['reportId', 1]),
  reportIdShared: device() + device(),
  pushOverflow: device(push, push, push, push, push, pop, pop, pop, pop),
  popUnderflow: device(pop),
  pushOpen: device(push),
  usageMissing: device(['input', variable]),
  usagesUnused: device(['usage', genericDesktop.y]),
  arrayRange: device(['usageMinimum', 1], ['usageMaximum', 127], ['input', 0]),
  usageRange: device(['usageMinimum', 2], ['usageMaximum', 1], ['input', variable]),
  usageRangeHalf: device(['usageMinimum', 1]),
  usageLimit: device(['usageMinimum', 1], ['usageMaximum', 12288]),
  usageRangeCut: device(['usageMinimum', 1], ['usageMaximum', 12289], ['input', variable]),
  delimiterUnbalanced: device(['delimiter', 0]),
};

const brokenBy = (descriptor: string): LintRuleName[] => [
  ...new Set(readReportDescriptor(descriptor).faults.map(({ rule }) => rule)),
];

for (const [rule, descriptor] of Object.entries(broken) as [LintRuleName, string][]) {
  const { message, doubtful } = lintRules()[rule];
  test(`${doubtful ? 'doubtful' : 'malformed'}: ${message}`, () => {
    assert.deepEqual(brokenBy(descriptor), [rule]);
    const [issue] = lintReportDescriptor(descriptor, 'functions[0].reportDescriptor');
    assert.equal(issue?.code, doubtful ? 'HID_DESCRIPTOR_DOUBTFUL' : 'HID_DESCRIPTOR');
    assert.equal(issue.path, 'functions[0].reportDescriptor');
    assert.match(issue.message, /^byte \d+: /);
  });
}

test('rules that say Linux refuses are those that make it refuse', () => {
  for (const [rule, descriptor] of Object.entries(broken) as [LintRuleName, string][]) {
    const claimed = lintRules()[rule].refusedBy?.includes('Linux') ?? false;
    const refusal = linuxRefuses(Buffer.from(descriptor, 'hex'));
    assert.equal(refusal !== undefined, claimed, `${rule}: ${refusal ?? 'taken'}`);
  }
});

test('padding needs neither a usage nor a fitting range', () => {
  assert.deepEqual(
    lintReportDescriptor(device(['logicalMaximum', 1000], ['input', constant], ['logicalMaximum', 127]), ''),
    [],
  );
});

test('what Push saved comes back with Pop', () => {
  assert.deepEqual(lintReportDescriptor(device(push, ['reportSize', 3], ['usagePage', 0], pop), ''), []);
});

test('alternative usages in delimiters are fine', () => {
  const set = (usage: number): ReportItem[] => [
    ['delimiter', 1],
    ['usage', usage],
    ['delimiter', 0],
  ];
  assert.deepEqual(lintReportDescriptor(device(...set(0x30), ...set(0x31)), ''), []);
  assert.deepEqual(brokenBy(device(['delimiter', 1])), ['delimiterUnbalanced']);
  assert.deepEqual(brokenBy(device() + whole(['delimiter', 1])), ['delimiterUnbalanced']);
});

test('each outermost collection with a Report ID of its own is fine', () => {
  const collection = (id: number): string => whole(...start, ['reportId', id], ...byte, ...x, end);
  assert.deepEqual(lintReportDescriptor(collection(1) + collection(2), ''), []);
  assert.deepEqual(brokenBy(collection(1) + collection(1)), ['reportIdShared']);
});

test('a rule broken in many places is one issue, with the first place and how many more', () => {
  const messages = lintReportDescriptor(device(end, end, end), '').map(({ message }) => message);
  assert.equal(messages.length, 2);
  assert.match(messages.join('\n'), /byte \d+ \(and at 2 more\): End Collection without a Collection/);
});

test('text that is not hex is one issue about its form', () => {
  for (const text of ['0', 'xy', '05 01']) {
    assert.deepEqual(
      lintReportDescriptor(text, 'reportDescriptor').map(({ code, path }) => [code, path]),
      [['VALUE_FORMAT', 'reportDescriptor']],
    );
  }
});

test('an empty descriptor reports nothing', () => {
  assert.deepEqual(brokenBy(''), ['nothingReported']);
});

/** A preset with one to four bytes changed, removed or inserted. */
const mutatedPreset = fc
  .tuple(
    fc.constantFrom(...hidPresetNames),
    fc.boolean(),
    fc.array(
      fc.record({
        place: fc.nat(80),
        removed: fc.integer({ min: 0, max: 2 }),
        inserted: fc.uint8Array({ maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([name, wheel, changes]) => {
    const bytes = [...Buffer.from(hidPreset(name, wheel).reportDescriptor, 'hex')];
    for (const { place, removed, inserted } of changes) bytes.splice(place, removed, ...inserted);
    return Uint8Array.from(bytes);
  });

/** Items in any order, which get further into a host's reading than bytes do. */
const anyItems = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 255 }),
      fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -2, max: 70000 })),
    ),
    { maxLength: 60 },
  )
  .map((items) => {
    const bytes = items.flatMap(([first, value]) => [
      first,
      ...[value, value >> 8, value >> 16, value >> 24].slice(0, [0, 1, 2, 4][first & 3]),
    ]);
    return Uint8Array.from(bytes);
  });

test('whatever Linux refuses is an error, and the linter never throws', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(mutatedPreset, anyItems, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const issues = lintReportDescriptor(Buffer.from(bytes).toString('hex'), 'path');
      const refusal = linuxRefuses(bytes);
      if (refusal === undefined) return;
      refused++;
      assert.ok(
        issues.some(({ code }) => code === 'HID_DESCRIPTOR'),
        refusal,
      );
    }),
    { numRuns: 3000 },
  );
  assert.ok(refused > 500, `only ${refused} of the descriptors were ones that Linux refuses`);
});
