import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import { completions, listingProgram, trapped } from '../cli/completion.js';
import { folderOf, usbGadget } from '../cli/tool.js';

const cwd = folderOf({ 'a.yaml': '', 'b.yaml': '', ls: listingProgram });
mkdirSync(join(cwd, 'board'));
chmodSync(join(cwd, 'ls'), 0o755);

function run(program: string, ...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${cwd}:${process.env['PATH'] ?? ''}`, HOME: cwd, TERM: 'xterm' },
    timeout: 60_000,
  });
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
}

/** A shell adds the slash of a folder by itself. */
const asShown = (name: string): string => {
  const found = statSync(join(cwd, name), { throwIfNoEntry: false });
  return found?.isDirectory() && !name.endsWith('/') ? `${name}/` : name;
};

const lines = [...completions.map(([line]) => line), 'usb-gadget reset x'];

/** What each shell offers after each of the lines; an empty line ends what it offers. */
const shells: Readonly<Record<string, (script: string) => string>> = {
  zsh: (script) => run('zsh', '-f', resolve('test/package/capture.zsh'), script, ...lines),
  fish: (script) =>
    run(
      'fish',
      '--no-config',
      '-c',
      'source $argv[1]; for line in $argv[2..]; complete -C $line; echo; end',
      script,
      ...lines,
    ),
};

for (const [shell, offeredBy] of Object.entries(shells))
  suite(`completion in ${shell}`, async () => {
    const script = join(folderOf({ script: (await usbGadget(['completion', shell])).stdout }), 'script');
    const offered = offeredBy(script).split(/(?<=^|\n)\n/);
    for (const [index, [line, names]] of completions.entries())
      test(`${line}<Tab>`, () => {
        const words = offered[index]!.split('\n')
          .map((row) => row.split('\t')[0]!.replace(/^--format=/, ''))
          .filter((word) => word !== '');
        assert.deepEqual([...new Set(words.map(asShown))].sort(), names);
      });

    test('a name is not carried out', () => {
      assert.equal(offered[completions.length]!.trim(), trapped);
      assert.equal(existsSync(join(cwd, 'trapped')), false);
    });
  });

test('the manual page is as mandoc and man want it', () => {
  assert.equal(run('mandoc', '-T', 'lint', resolve('dist/usb-gadget.1')), '');
  assert.match(run('mandoc', '-T', 'utf8', resolve('dist/usb-gadget.1')), /Every write that `up` would do/);
});
