import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { examples } from '../../src/cli/examples.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { usbGadget } from './tool.js';

const commands = [
  'init',
  'check',
  'show',
  'endpoints',
  'descriptors',
  'plan',
  'up',
  'confirm',
  'down',
  'diff',
  'export',
  'net',
  'list',
  'status',
  'enable',
  'disable',
  'reset',
  'media',
  'udc',
  'doctor',
  'donor',
  'unit',
  'udcs',
  'schema',
  'completion',
];
const manual = readFileSync('docs/cli.md', 'utf8');

suite('help', { concurrency: true }, () => {
  test('the program lists its commands, as the manual does', async () => {
    const { status, stdout } = await usbGadget(['--help']);
    assert.equal(status, 0);
    assert.ok(manual.includes(stdout.trimEnd()));
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) .* {2}/gm)].map(([, name]) => name);
    assert.deepEqual(listed, commands);
  });

  for (const command of commands)
    test(`${command} tells its options, as the manual does`, async () => {
      const { status, stdout } = await usbGadget([command, '--help']);
      assert.equal(status, 0);
      assert.ok(manual.includes(`## ${command}\n\n\`\`\`text\n${stdout.split('\n\nOptions of every')[0]}\n`));
    });

  test('every command has examples, and they are command lines of it', () => {
    assert.deepEqual(Object.keys(examples).sort(), [...commands].sort());
    for (const [name, rows] of Object.entries(examples))
      for (const [line] of rows) {
        const [words = ''] = line.split(' > ');
        const { command, options } = parseArguments(words.split(' '));
        assert.equal(command?.name, name);
        assert.equal(options.help, undefined);
      }
  });

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal((await usbGadget(['--version'])).stdout, `${version}\n`);
  });
});
