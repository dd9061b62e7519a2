import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { usbGadget } from '../cli/tool.js';

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = [
  ...['README.md', 'docs/network.md', 'docs/functions.md', 'docs/hosts.md', 'docs/descriptors.md']
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
    .matchAll(/^```(\w+)\n(.*?)^```$/gms),
].map(([, language = '', text = '']) => ({ language, text }));

// Within the project, so that a program there finds the package by its name.
const folder = resolve('.build/readme');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true }));

for (const { language, text } of blocks) {
  const file = language === 'yaml' ? /^# (\S+\.yaml)$/m.exec(text)?.[1] : undefined;
  if (file) writeFileSync(join(folder, file), text);
}

blocks.forEach(({ language, text }, index) => {
  const printed = blocks[index + 1];
  if (language === 'ts' && printed?.language === 'text')
    test(`the program of block ${index} prints what is written`, async () => {
      const file = join(folder, `${index}.mjs`);
      writeFileSync(file, text);
      const output = await new Promise<string>((done, failed) =>
        execFile(process.execPath, [file], (error, stdout) => (error ? failed(error) : done(stdout))),
      );
      assert.equal(output.trimEnd(), printed.text.trimEnd());
    });
  else if (language === 'ts')
    test(`what the program of block ${index} imports is there`, async () => {
      for (const [, names = '', from = ''] of text.matchAll(/import \{ (.*?) \} from '(usb-gadget.*?)'/g)) {
        const found = (await import(from)) as object;
        for (const name of names.split(', ')) assert.ok(name in found, `${name} of ${from}`);
      }
    });
  else if (language === 'console')
    for (const [, words = '', output = ''] of text.matchAll(/^\$ usb-gadget (.*)\n((?:(?!\$ ).*\n)*)/gm))
      test(`usb-gadget ${words} prints what is written`, async () => {
        const { stdout, stderr } = await usbGadget(words.split(' '), { cwd: folder });
        assert.equal((stderr + stdout).trimEnd(), output.trimEnd());
      });
});
