import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GadgetError, issue } from '../src/errors.js';
import { issueCodes } from '../src/issue-codes.js';
import type { IssueKind } from '../src/issue-kind.js';

/** The cells of each row of the table in docs/errors.md. */
const written = readFileSync('docs/errors.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('docs/errors.md has a row for each code, in the order of the table, and no other', () => {
  const rows = Object.entries<IssueKind>(issueCodes).map(([code, { severity, stops = '', summary }]) => [
    `\`${code}\``,
    severity,
    stops,
    summary,
  ]);
  assert.deepEqual(written, rows);
});

test('a GadgetError tells the gravest first, whatever the order in which it was found', () => {
  const [note, warning, error] = (['HOST_SUPPORT', 'HOST_UNLIKELY', 'VALUE_RANGE'] as const).map((code) =>
    issue(code, '', code, ''),
  );
  const thrown = new GadgetError([note!, error!, warning!]);
  assert.deepEqual(thrown.issues, [error, warning, note]);
  assert.equal(thrown.code, 'VALUE_RANGE');
});
