import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pages } from './document.js';

/** The anchor that a heading gets: its letters and digits, small, with hyphens for blanks. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsOf = (text: string): string[] =>
  [...text.replace(/^```.*?^```$/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading));

for (const { file, text } of pages)
  test(`every link of ${file} leads somewhere`, () => {
    const prose = text.replace(/^```.*?^```$/gms, '');
    for (const [link, target = '', fragment] of prose.matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)/g)) {
      const path = target ? join(dirname(file), target) : file;
      assert.ok(existsSync(path), link);
      if (fragment && path.endsWith('.md'))
        assert.ok(anchorsOf(readFileSync(path, 'utf8')).includes(fragment), link);
    }
  });

test('docs/README.md names every page, in the order in which to read them', () => {
  const index = readFileSync('docs/README.md', 'utf8');
  for (const { file } of pages.filter(({ file }) => file.startsWith('docs/') && file !== 'docs/README.md'))
    assert.ok(index.includes(`](${file.slice('docs/'.length)})`), file);
});
