/** What types forbid in the words of report descriptors and in the names of keys: each line below an `@ts-expect-error` must not compile. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GadgetError } from '../../src/errors.js';
import type * as words from '../../src/hid/usages.js';
import { collection, input, usage, usagePage } from '../../src/reports/descriptor-items.js';
import type {
  CollectionName,
  FieldWord,
  UsageName,
  UsagePageName,
} from '../../src/reports/descriptor-words.js';
import { keyboardReport } from '../../src/reports/keyboard-report.js';
import { reportDescriptor } from '../../src/reports/report-descriptor.js';
import { typeText } from '../../src/reports/type-text.js';

/** `genericDesktop` as `generic desktop`. */
type Spaced<Name> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : ` ${Lowercase<First>}`}${Spaced<Rest>}`
  : '';
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

test('the words of report descriptors are those of the tables', () => {
  const same: readonly true[] = [
    true satisfies Same<UsagePageName, Spaced<keyof typeof words.usagePages>>,
    true satisfies Same<CollectionName, Spaced<keyof typeof words.collections>>,
    true satisfies Same<FieldWord, 'data' | 'array' | 'absolute' | Spaced<keyof typeof words.fieldFlags>>,
    true satisfies Same<
      UsageName,
      Spaced<
        | keyof typeof words.genericDesktop
        | keyof typeof words.keyboard
        | keyof typeof words.led
        | keyof typeof words.consumer
        | keyof typeof words.digitizers
      >
    >,
  ];
  assert.equal(same.length, 4);
});

test('words of report descriptors and names of keys are those that there are', () => {
  const wrong: readonly (() => unknown)[] = [
    // @ts-expect-error -- no usage of any page
    () => reportDescriptor([usagePage('generic desktop'), usage('mice')]),
    // @ts-expect-error -- words, not the names in code
    () => reportDescriptor([usagePage('genericDesktop')]),
    // @ts-expect-error -- no flag
    () => reportDescriptor([input('sticky')]),
    // @ts-expect-error -- no type of collection
    () => reportDescriptor([collection('app', [])]),
    // @ts-expect-error -- a key is named for its place
    () => keyboardReport(['A']),
    // @ts-expect-error -- no layout
    () => typeText('a', 'english'),
  ];
  for (const each of wrong) assert.throws(each, GadgetError);
});
