import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { harms } from '../lab/harm.js';

const page = readFileSync('docs/simulator.md', 'utf8').replace(/ +/g, ' ');

void suite('docs/simulator.md', () => {
  for (const { what, reason } of harms)
    void test(`tells why this is never done: ${what}`, () =>
      assert.ok(page.includes(`| ${what} | ${reason} |`)));
});
