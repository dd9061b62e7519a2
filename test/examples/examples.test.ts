import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { hasErrors, planCreate, validate } from 'usb-gadget';
import { typeText } from 'usb-gadget/hid';
import { LiveGadget, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { readDocument } from 'usb-gadget/yaml';
import { commands, gadget as server } from '../../examples/cd-rom-server.js';
import { gadget as gamepad, play } from '../../examples/gamepad.js';
import type { Example } from '../../examples/main.js';
import { gadget as keyboard, type } from '../../examples/password-typer.js';
import '../../examples/unit-test.test.js';

const run = promisify(execFile);
const kernels = ['5.10', '6.1', '6.12', '7.2'];
const images = ['/srv/images/installer.iso', '/srv/images/data.img', '/srv/images/rescue.iso'];

const machine = (kernel = '6.12'): SimulatedKernel =>
  new SimulatedKernel({
    kernel,
    files: Object.fromEntries(images.map((image) => [image, 1 << 20])),
  });

/** Where a program is. */
const program = (name: string): string => `.build/examples/${name}.js`;

const exampleOf = async (name: string): Promise<Example> =>
  (await import(`../../examples/${name}.js`)) as Example;

/** Documents; PiKVM's own is another way to say one of them. */
const files = readdirSync('examples').filter((file) => file.endsWith('.yaml'));

for (const file of files)
  test(`${file} and its TypeScript give the same plan on every kernel, without faults`, async () => {
    const { gadget, network } = await exampleOf(basename(file).replace(/\..*/, ''));
    const { definition, networks, issues } = readDocument(readFileSync(`examples/${file}`, 'utf8'), { file });
    assert.ok(definition, JSON.stringify(issues));
    for (const kernel of kernels)
      assert.deepEqual(planCreate(definition, { kernel }), planCreate(gadget, { kernel }));
    if (network) assert.deepEqual(networks, [network.toDefinition()]);
    assert.equal(hasErrors([...issues, ...validate(gadget)]), false);
  });

const names = files.filter((file) => !file.includes('override')).map((file) => basename(file, '.yaml'));

for (const name of names)
  test(`${name} comes up on every kernel, stays as it is the second time, and goes`, async () => {
    const { gadget, network } = await exampleOf(name);
    const networks = network ? [network] : [];
    for (const kernel of kernels) {
      const board = machine(kernel);
      const live = await LiveGadget.up(gadget, board, { networks });
      assert.deepEqual((await up(gadget, board, { networks })).plan.operations, []);
      await live.down();
      assert.equal(board.tree(), '');
    }
  });

suite('a program of the examples', { concurrency: true }, () => {
  test('prints what it would do', async () => {
    const { stdout } = await run(process.execPath, [program('serial-console')]);
    assert.match(stdout, /^serial-console on Linux .*: 11 operations/);
  });

  test('prints its network, too', async () => {
    const { stdout } = await run(process.execPath, [program('internet-router')]);
    assert.match(stdout, /usb0 over ncm\.usb0 of internet-router, nat: 172\.30\.30\.1\/24/);
  });

  test('says what it can be told, where that is something else', async () => {
    const told = run(process.execPath, [program('cd-rom-server'), 'inject']);
    await assert.rejects(told, /There is no "inject": say up, down, insert, eject\./);
  });
});

test('the password typer types', async () => {
  const board = machine();
  await type(await LiveGadget.up(keyboard, board), 'pass wörd', 'german');
  assert.deepEqual(board.fetchedReports('/dev/hidg0'), typeText('pass wörd', 'german'));
});

test('the CD-ROM server swaps discs that the host holds', async () => {
  const board = machine();
  const live = await LiveGadget.up(server, board);
  for (const image of images.slice(1)) {
    await commands['insert']!(live, image);
    assert.equal((await live.media())[0]!.file, image);
    board.lockMedium('/sys/kernel/config/usb_gadget/cd-rom-server/functions/mass_storage.usb0/lun.0', true);
  }
  await commands['eject']!(live);
  assert.equal((await live.media())[0]!.file, '');
});

test('the gamepad plays states, and lets go', async () => {
  const board = machine();
  await play(await LiveGadget.up(gamepad, board), [{ buttons: ['south'] }, { hat: 'up' }]);
  const reports = board.fetchedReports('/dev/hidg0');
  assert.equal(reports.length, 3);
  assert.notDeepEqual(reports[0], reports[2]);
});

test('npm start shows the page from its file to the tree, and a second time nothing to do', async () => {
  const { stdout } = await run(process.execPath, [program('demo')]);
  for (const expected of [
    /tcp dport \{ 80, 443 \} accept/,
    /works: yes/,
    /bind {4}kvmd\/UDC = /,
    /A second time: 0 operations/,
    /^kvmd\/UDC = fe980000\.usb$/m,
  ])
    assert.match(stdout, expected);
});
