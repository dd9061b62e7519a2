import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { olderSpellings, pikvmKeys } from '../../src/config/pikvm-keys.js';

const page = readFileSync('docs/coming-from-pikvm.md', 'utf8');

/** The rows of the page's tables, by their keys: the heading above a table is what each of its rows begins with. */
const rows = page
  .split(/^### /m)
  .slice(1)
  .flatMap((section) => {
    const title = section.split('\n', 1)[0]!;
    return [...section.matchAll(/^\| `([\w.]+)` +\| (.*?) *\|/gm)].map(
      ([, key = '', second = '']) => [title.includes(' ') ? key : `${title}.${key}`, second] as const,
    );
  });

test('the page for who comes from PiKVM has a row for every key that is read, and for no other', () => {
  const read = [...pikvmKeys.map(([key]) => key), ...olderSpellings.map(([older]) => older)];
  assert.deepEqual(rows.map(([key]) => key).sort(), read.sort());
});

/** A default as the page has it; hexadecimal numbers are what they are. */
function asWritten(initial: unknown, written: string): string {
  if (initial === undefined) return '';
  if (initial === '') return 'empty';
  if (typeof initial === 'number') return Number(written) === initial ? written : `${initial}`;
  return typeof initial === 'string' ? initial : JSON.stringify(initial);
}

test('it says what each key is by default', () => {
  const defaults = new Map(pikvmKeys.map(([key, initial]) => [key, initial]));
  for (const [key, written] of rows)
    if (defaults.has(key)) assert.equal(written, asWritten(defaults.get(key), written), key);
});
