import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { completions, listingProgram } from './completion.js';
import { folderOf, usbGadget } from './tool.js';

const cwd = folderOf({ 'a.yaml': '', 'b.yaml': '', ls: listingProgram });
mkdirSync(join(cwd, 'board'));
chmodSync(join(cwd, 'ls'), 0o755);

/** Takes a line apart as readline does for bash: `=` is a word of its own. */
const wordsOf = (line: string): string[] => line.split(/ +|(=)/).filter((word) => word !== undefined);

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

  test('usb-gadget --<Tab> offers what every command has', () => {
    assert.ok(offered(script, 'usb-gadget --').includes('--version'));
  });

  test('a shell that is not known is told with the one that is meant', async () => {
    const { status, stderr } = await usbGadget(['completion', 'bsh']);
    assert.equal(status, 2);
    assert.match(stderr, /Did you mean "bash"\?/);
  });
});
