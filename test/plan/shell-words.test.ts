import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { toolCommand } from '../../src/plan/shell-words.js';

/** The words that a shell makes of a command. */
const wordsOf = (command: string): string[] =>
  execFileSync('sh', ['-c', command.replace(/^usb-gadget/, "printf '%s\\n'")], { encoding: 'utf8' })
    .split('\n')
    .slice(0, -1);

test('a command that is told as a cure is one word for each name, and no name is an option', () => {
  assert.equal(toolCommand('down', 'desk'), 'usb-gadget down desk');
  assert.equal(toolCommand('confirm --watch', '-x'), 'usb-gadget confirm --watch -- -x');
  for (const name of ['desk', '-x', '--all', 'my desk', "it's", '$(id)', '*', '~'])
    for (const command of ['down', 'confirm --watch']) {
      const { parameters, options } = parseArguments(wordsOf(toolCommand(command, name)));
      assert.deepEqual(parameters, [name]);
      assert.deepEqual(options, command === 'down' ? {} : { watch: true });
    }
});
