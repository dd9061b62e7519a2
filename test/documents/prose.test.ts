import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { pages } from './document.js';
import { shellWords } from './shell-words.js';

const names = ['COMMAND', 'help', ...commands.map(({ name }) => name)];

/** Calls of the tool in the middle of a sentence. The comment of a rule begins like one. */
const callsIn = (text: string): string[][] =>
  [...text.replace(/^```.*?^```$/gms, '').matchAll(/(?<!comment )`usb-gadget ([^`]+)`/g)].map(
    ([, words = '']) => shellWords(words.replace(' …', '')),
  );

for (const { file, text } of pages) {
  const calls = callsIn(text);
  if (calls.length === 0) continue;
  test(`the commands that sentences of ${file} name are commands`, () => {
    for (const words of calls)
      if (words.length === 1) assert.ok(names.includes(words[0]!), words[0]);
      else assert.ok(parseArguments(words).command, words.join(' '));
  });
}
