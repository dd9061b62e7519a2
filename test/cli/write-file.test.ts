import assert from 'node:assert/strict';
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { makeFolders } from '../../src/cli/make-folders.js';
import { createFile, installFile, rewriteFile } from '../../src/cli/write-file.js';
import { folderOf, usbGadget } from './tool.js';

const inFolder = folderOf({ 'override.yaml': 'otg: {}\n', victim: 'secret\n', taken: 'mine\n' });
const path = (name: string): string => join(inFolder, name);
const textOf = (name: string): string => readFileSync(path(name), 'utf8');
const leftovers = (): string[] => readdirSync(inFolder).filter((name) => name.startsWith('.'));

suite('a file that is written', () => {
  for (const [how, write] of [
    ['created', createFile],
    ['rewritten', rewriteFile],
    ['installed', (file: string, text: string): void => installFile(file, text, 0o644)],
  ] as const) {
    test(`${how}: what somebody has put beside it stays as it is`, () => {
      symlinkSync(path('victim'), path(`${how}.new`));
      write(path(how), 'text\n');
      assert.equal(textOf(how), 'text\n');
      assert.equal(lstatSync(path(how)).isSymbolicLink(), false);
      assert.equal(textOf('victim'), 'secret\n');
      assert.ok(lstatSync(path(`${how}.new`)).isSymbolicLink());
      assert.deepEqual(leftovers(), []);
    });

    test(`${how}: what the system refuses has a code and a cure`, () => {
      assert.throws(
        () => write(path('taken/below'), ''),
        ({ code, issues: [issue] }) => code === 'FILE_UNWRITABLE' && issue.hint !== '',
      );
      assert.deepEqual(leftovers(), []);
    });
  }

  test('is never written over where it is to be new', () => {
    assert.throws(() => createFile(path('taken'), ''), { code: 'FILE_EXISTS' });
    assert.equal(textOf('taken'), 'mine\n');
    assert.deepEqual(leftovers(), []);
  });

  test('is rewritten through a link, and keeps its permissions', () => {
    chmodSync(path('override.yaml'), 0o604);
    symlinkSync(path('override.yaml'), path('link.yaml'));
    rewriteFile(path('link.yaml'), 'otg: { serial: x }\n');
    assert.equal(textOf('override.yaml'), 'otg: { serial: x }\n');
    assert.equal(statSync(path('override.yaml')).mode & 0o777, 0o604);
    assert.ok(lstatSync(path('link.yaml')).isSymbolicLink());
  });

  test('takes the place of a link where it is installed: systemd masks a unit by one to /dev/null', () => {
    symlinkSync('/dev/null', path('masked.service'));
    installFile(path('masked.service'), '[Unit]\n', 0o755);
    assert.equal(textOf('masked.service'), '[Unit]\n');
    assert.equal(statSync(path('masked.service')).mode & 0o700, 0o700);
  });

  test('is no folder and no device', () => {
    mkdirSync(path('folder'));
    for (const name of [path('folder'), '/dev/null'])
      assert.throws(() => rewriteFile(name, ''), { code: 'FILE_UNWRITABLE' });
    assert.throws(() => installFile(path('folder'), '', 0o644), { code: 'FILE_UNWRITABLE' });
    assert.deepEqual(leftovers(), []);
  });

  test('is told with what to do where it cannot be', async () => {
    const words = ['init', '--template', 'gamepad', 'nofolder/x.yaml'];
    const { status, stderr } = await usbGadget(words, { cwd: inFolder });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /"nofolder\/x\.yaml" cannot be written: ENOENT\. \[FILE_UNWRITABLE\]\n {2}There is no such folder/,
    );
  });

  test('has its folders made, but not where something else has the name', () => {
    makeFolders(path('a/b'));
    makeFolders(path('a/b'));
    assert.ok(statSync(path('a/b')).isDirectory());
    symlinkSync(path('nowhere'), path('dangling'));
    for (const name of ['taken', 'dangling'])
      assert.throws(() => makeFolders(path(name)), { code: 'EEXIST' });
  });

  test('is written also where JSON is asked for as well', async () => {
    const words = ['unit', 'examples/serial-console.yaml', '--json', '--output', path('units')];
    const { status, stdout } = await usbGadget(words);
    assert.equal(status, 0);
    for (const each of JSON.parse(stdout) as { path: string; text: string }[])
      assert.equal(textOf(join('units', each.path)), each.text);
  });
});
