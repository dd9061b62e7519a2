import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { transformSync } from 'esbuild';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { usbGadget } from '../cli/tool.js';
import { commandsOf, elsewhere } from './commands.js';
import { nameOf, pages, type Block } from './document.js';
import { callsOfTool } from './shell-words.js';

// Within the project, so that a program there finds the package by its name.
const root = resolve('.build/documents');
rmSync(root, { recursive: true, force: true });
after(() => rmSync(root, { recursive: true }));

/** Pages whose texts other tests hold against what prints them: help.test.ts does the manual's, the kernel tests the summaries. */
const comparedElsewhere = ['docs/cli.md', 'docs/simulator.md'];

/** What programs of a page run on: they say that they run on this machine, which need not be a board. */
const machine = `
  import { SimulatedKernel } from 'usb-gadget/testing';
  export class NodeSystem extends SimulatedKernel {
    constructor() { super({ kernel: '6.12', users: { alice: 1000 } }); }
  }`;

const runnable = (program: string): string =>
  transformSync(program.replace("'usb-gadget/node'", "'./machine.js'"), {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
  }).code;

function run(file: string): Promise<string> {
  return new Promise((done, failed) =>
    execFile(process.execPath, [file], { cwd: join(file, '..') }, (error, stdout) =>
      error ? failed(error) : done(stdout),
    ),
  );
}

/** Documents of ours may be shown in part: then the rest is what makes them whole. */
function wholeDocument(text: string): string {
  const gadget = 'gadget:\n  name: shown\n  vendorId: 0x1d6b\n  productId: 0x0104\n  functions:\n';
  if (/^(gadget|otg|otgnet):/m.test(text)) return text;
  if (/^functions:/m.test(text)) return gadget.replace(/ {2}functions:\n$/, '') + text.replace(/^/gm, '  ');
  if (/^- /m.test(text)) return gadget + text.replace(/^/gm, '    ');
  return `${gadget}    - driver: ecm\n${text}`;
}

for (const { file, blocks } of pages.filter((page) => page.blocks.length > 0)) {
  const folder = join(root, basename(file, '.md'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'machine.js'), machine);
  for (const block of blocks) {
    const { language, text } = block;
    const name = nameOf(block);
    if (language === 'yaml' && name) writeFileSync(join(folder, name), text);
    if (language === 'ts' && name) writeFileSync(join(folder, name.replace(/ts$/, 'js')), runnable(text));
  }

  const isShownBy = (block: Block, words: string): boolean =>
    blocks.some((each) => each.language === 'console' && each.text.includes(` ${words}`) && each !== block);

  describe(file, { concurrency: 2 }, () => {
    for (const [index, block] of blocks.entries()) {
      const { language, text, line } = block;
      const printed = blocks[index + 1];
      switch (language) {
        case 'ts':
          test(`the program on line ${line} does what is written`, async () => {
            const program = join(folder, `${line}.mjs`);
            writeFileSync(program, runnable(text));
            const output = await run(program);
            if (printed?.language === 'text') assert.equal(output.trimEnd(), printed.text.trimEnd());
          });
          break;
        case 'console':
          for (const [, words = '', output = ''] of text.matchAll(
            /^\$ usb-gadget (.*)\n((?:(?!\$ ).*\n)*)/gm,
          ))
            test(`usb-gadget ${words} on line ${line} prints what is written`, async () => {
              const { stdout, stderr } = await usbGadget(words.split(' '), { cwd: folder });
              assert.equal((stderr + stdout).trimEnd(), output.trimEnd());
            });
          break;
        case 'sh':
          test(`the commands on line ${line} are commands`, () => {
            execFileSync('sh', ['-n'], { input: text });
            for (const words of callsOfTool(text)) assert.ok(parseArguments(words).command, words.join(' '));
          });
          break;
        case 'yaml':
          // What is shown to be refused is compared with how.
          if (!isShownBy(block, nameOf(block) ?? '\0'))
            test(`the document on line ${line} has no error`, async () => {
              const { status, stderr } = await usbGadget(['check', '-'], { input: wholeDocument(text) });
              assert.equal(status, 0, stderr);
            });
          break;
        case 'text':
          test(`what is written on line ${line} is printed by something`, () => {
            const before = blocks[index - 1]?.language;
            assert.ok(
              before === 'ts' || comparedElsewhere.includes(file),
              'nothing is run that would print it',
            );
          });
          break;
        default:
          test(`the block on line ${line}`, () =>
            assert.fail(`nothing checks ${language || 'a block of no language'}`));
      }
    }
  });
}

test('what the board of the lab is not given are commands that stand in a page', () => {
  const commands = pages.flatMap(commandsOf).map(({ text }) => text);
  for (const [command, why] of elsewhere)
    assert.ok(
      commands.some((each) => command.test(each)),
      why,
    );
});
