import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

test('every link of the API leads to what it names', () => {
  const api = new Map(
    readdirSync('docs/api').map((name) => [name, readFileSync(join('docs/api', name), 'utf8')] as const),
  );
  const links = [...api].flatMap(([page, text]) =>
    [...text.matchAll(/\]\(([\w-]+\.md)?#([^)\s]+)\)/g)].map(
      ([, target = page, id = '']) => [target, id] as const,
    ),
  );
  assert.ok(links.length > 1000);
  const broken = links.filter(([target, id]) => !api.get(target)?.includes(`<a id="${id}"></a>`));
  assert.deepEqual(broken, []);
  // Nothing that a new member elsewhere would move.
  assert.deepEqual(
    links.filter(([, id]) => /-\d+$/.test(id)),
    [],
  );
});
