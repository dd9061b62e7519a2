import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { completions, listingProgram, trapped } from './completion.js';
import { commands, globalOptions } from '../../src/cli/commands.js';
import { completionsOf } from '../../src/cli/completion/choices.js';
import { manPage } from '../../src/cli/man-page.js';
import { optionFacts } from '../../src/cli/options.js';
import { folderOf, usbGadget } from './tool.js';

const cwd = folderOf({ 'a.yaml': '', 'b.yaml': '', ls: listingProgram });
mkdirSync(join(cwd, 'board'));
chmodSync(join(cwd, 'ls'), 0o755);

/** Takes a line apart as readline does for bash: `=` is a word of its own. */
const wordsOf = (line: string): string[] => line.split(/(?<!\\) +|(=)/).filter((word) => word !== undefined);

/** What bash offers; it shows a folder with a slash itself. */
function offered(script: string, line: string): string[] {
  const words = wordsOf(line);
  const program = `${script}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
compopt() { :; }
_usb_gadget
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', program, 'bash', ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${cwd}:${process.env['PATH'] ?? ''}` },
  });
  assert.deepEqual([status, stderr], [0, '']);
  const isFolder = (name: string): boolean =>
    statSync(join(cwd, name), { throwIfNoEntry: false })?.isDirectory() ?? false;
  return stdout
    .split('\n')
    .filter((name) => name !== '')
    .map((name) => (isFolder(name) ? `${name}/` : name))
    .sort();
}

suite('completion in bash', async () => {
  const { stdout: script } = await usbGadget(['completion', 'bash']);
  for (const [line, names] of completions)
    test(`${line}<Tab>`, () => {
      assert.deepEqual(offered(script, line), names);
    });

  test('a name is not carried out, neither by Tab nor by Enter', () => {
    assert.deepEqual(offered(script, 'usb-gadget reset x'), ['x\\$\\(\\>trapped\\)x']);
    // Beside files readline quotes by itself.
    assert.deepEqual(offered(script, 'usb-gadget down x'), [trapped]);
    assert.equal(existsSync(join(cwd, 'trapped')), false);
  });

  test('usb-gadget --<Tab> offers what every command has', () => {
    assert.ok(offered(script, 'usb-gadget --').includes('--version'));
  });

  test('a shell that is not known is told with the one that is meant', async () => {
    const { status, stderr } = await usbGadget(['completion', 'bsh']);
    assert.equal(status, 2);
    assert.match(stderr, /Did you mean "bash"\?/);
  });
});

suite('what shells are told', () => {
  const told = completionsOf({ commands, globalOptions, optionFacts }).commands;

  test('no word that stands for something is offered as it is', () => {
    const words = told.flatMap(({ places, options }) =>
      [...places, ...options.flatMap(({ value }) => value ?? [])].flatMap((choice) => choice.words),
    );
    assert.deepEqual(
      words.filter((word) => /^[A-Z]+$/.test(word)),
      [],
    );
  });

  test('an option is told as what it does for the command, in the manual page as well', () => {
    const ofInit = told.find(({ name }) => name === 'init')!.options;
    assert.equal(ofInit.find(({ name }) => name === 'force')?.about, 'write over a file that is there');
    assert.match(manPage('1.0.0', '2026-01-01'), /\nWrite over a file that is there\.\n/);
  });
});
