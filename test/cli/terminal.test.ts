import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { interruptibly } from '../../src/cli/machine.js';
import { openTerminal } from '../../src/cli/terminal.js';
import { folderOf, usbGadget } from './tool.js';

const cwd = folderOf({
  'good.yaml': 'gadget: { name: g1, vendorId: 1, productId: 2, functions: [{ driver: acm }] }\n',
  'bad.yaml': 'gadget: { name: g1, vendorId: 1, productId: 2, functions: [{ driver: mdii }] }\n',
  'waiting.yaml':
    'gadget: { name: g1, vendorId: 1, productId: 2, udc: nowhere.0, functions: [{ driver: acm }] }\n',
});

const tool = `"${process.execPath}" "${process.cwd()}/dist/cli.js"`;

/** Without what the tests themselves were started with. */
const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...process.env, TERM: 'xterm', ...more };
  for (const name of ['NO_COLOR', 'FORCE_COLOR']) if (!(name in more)) Reflect.deleteProperty(env, name);
  return env;
};

/** What a terminal gets; `script` of bsdutils gives the program one. */
function onTerminal(words: string, more?: Readonly<Record<string, string>>): string {
  const { stdout } = spawnSync('script', ['-qec', `${tool} ${words}`, '/dev/null'], {
    cwd,
    env: environment(more),
    encoding: 'utf8',
    input: '',
  });
  return visible(stdout);
}

/** Escape characters as a word. */
const visible = (text: string): string => text.replaceAll('\u001b', '<ESC>');

const green = '<ESC>[32mfits<ESC>[0m';

suite('a terminal', () => {
  test('has colours', () => {
    assert.ok(onTerminal('check good.yaml').includes(green));
    assert.match(onTerminal('udcs'), /^<ESC>\[1mPROFILE .*<ESC>\[0m\r$/m);
    assert.ok(onTerminal('check bad.yaml').includes('<ESC>[31merror<ESC>[0m'));
  });

  test('has none where somebody does not want them', () => {
    assert.ok(!onTerminal('check --no-color good.yaml').includes('<ESC>'));
    assert.ok(!onTerminal('check good.yaml', { NO_COLOR: '1' }).includes('<ESC>'));
    assert.ok(!onTerminal('check good.yaml', { FORCE_COLOR: '0' }).includes('<ESC>'));
    assert.ok(!onTerminal('check good.yaml', { TERM: 'dumb' }).includes('<ESC>'));
  });

  test('has none of what goes into a pipe', () => {
    assert.ok(!onTerminal('udcs | cat').includes('<ESC>'));
  });

  test('shows what is waited for, and nothing of it is left', async () => {
    const child = spawn('script', ['-qefc', `exec ${tool} up --wait waiting.yaml`, '/dev/null'], {
      cwd,
      env: environment(),
    });
    let shown = '';
    for await (const chunk of child.stdout) {
      shown += visible(String(chunk));
      // Ctrl-C, once a second has been counted.
      if (/waiting for a controller, \d+ s/.test(shown) && child.stdin.writable) child.stdin.end('\u0003');
    }
    const last = shown.slice(shown.lastIndexOf('waiting for a controller'));
    assert.match(
      last,
      /^waiting for a controller, \d+ s(\^C)?\r<ESC>\[K.*Stopped before anything was changed[^]*Run it again/,
    );
    if (child.exitCode === null) await once(child, 'exit');
    assert.equal(child.exitCode, 1);
  });
});

test('Ctrl-C is told to the work, which undoes what it has done', async () => {
  const terminal = openTerminal({ quiet: true, verbose: false, plain: true });
  const isTold = await interruptibly({}, terminal, ({ signal }) => {
    process.emit('SIGINT');
    return Promise.resolve(signal?.aborted);
  });
  assert.equal(isTold, true);
});

test('work goes on when its terminal hangs up, and then leaves signals to Node again', async () => {
  const terminal = openTerminal({ quiet: true, verbose: false, plain: true });
  const hangUp = (): boolean => process.emit('SIGHUP');
  const found = await interruptibly({}, terminal, ({ signal }) =>
    Promise.resolve([hangUp(), signal?.aborted]),
  );
  assert.deepEqual(found, [true, false]);
  assert.equal(hangUp(), false);
});

test('work goes on where nothing can be told of it', () => {
  const { status } = spawnSync('sh', ['-c', `${tool} up --simulate --verbose good.yaml 2>/dev/full`], {
    cwd,
  });
  assert.equal(status, 0);
});

suite('a pipe', () => {
  test('gets plain text', async () => {
    const { stdout } = await usbGadget(['check', 'good.yaml'], { cwd });
    assert.match(stdout, /^g1: fits on /);
  });

  test('gets colours where somebody wants them', async () => {
    const env = { FORCE_COLOR: '1', NO_COLOR: '' };
    assert.ok(
      (await usbGadget(['check', 'good.yaml'], { cwd, env })).stdout.includes('\u001b[32mfits\u001b[0m'),
    );
  });
});

suite('a fault is shown with its line, whichever command reads the document', { concurrency: true }, () => {
  const commands = [
    'check bad.yaml',
    'show bad.yaml',
    'endpoints bad.yaml',
    'descriptors bad.yaml',
    'plan bad.yaml',
    'up --simulate bad.yaml',
    'down --simulate bad.yaml',
    'diff --simulate bad.yaml',
    'net plan bad.yaml',
    'doctor --simulate bad.yaml',
    'unit bad.yaml',
    'check good.yaml --udc bad.yaml',
  ];
  for (const words of commands)
    test(words, async () => {
      const { status, stderr } = await usbGadget(words.split(' '), { cwd });
      assert.equal(status, words.startsWith('diff') ? 2 : 1);
      const [, line = '', caret = ''] = /^ +1 \| (gadget: .*)\n +\| ( *)\^$/m.exec(stderr) ?? [];
      assert.ok(line, stderr);
      // The profile of a controller begins with its name.
      const what = words.includes('--udc') ? 'gadget' : 'mdii';
      assert.equal(line.slice(caret.length, caret.length + what.length), what);
      if (what === 'mdii') assert.match(stderr, /Did you mean "midi"\?/);
    });
});
