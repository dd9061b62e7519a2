import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Holds a text against `test/golden/NAME`. With `UPDATE_GOLDEN=1` in the environment the file is written instead;
 * read the difference before you commit it.
 */
export function assertGolden(name: string, text: string): void {
  const file = `test/golden/${name}`;
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${file} is missing; make it with UPDATE_GOLDEN=1`);
  assert.equal(text, readFileSync(file, 'utf8'), `${file} differs`);
}
