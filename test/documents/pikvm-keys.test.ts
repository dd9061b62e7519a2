import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { olderSpellings, pikvmKeys } from '../../src/config/pikvm-keys.js';

const page = readFileSync('docs/coming-from-pikvm.md', 'utf8');

/** The keys of the page's tables: the heading above a table is what each of its rows begins with. */
const keys = page
  .split(/^### /m)
  .slice(1)
  .flatMap((section) => {
    const title = section.split('\n', 1)[0]!;
    return [...section.matchAll(/^\| `([\w.]+)`/gm)].map(([, key]) =>
      title.includes(' ') ? key! : `${title}.${key}`,
    );
  });

test('the page for who comes from PiKVM has a row for every key that is read, and for no other', () => {
  const read = [...pikvmKeys.map(([key]) => key), ...olderSpellings.map(([older]) => older)];
  assert.deepEqual([...keys].sort(), [...read].sort());
});
