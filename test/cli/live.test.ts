import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { suite, test } from 'node:test';
import type { Plan } from 'usb-gadget';
import { folderOf, usbGadget } from './tool.js';

const cwd = folderOf({
  'serial.yaml': 'gadget: { name: g1, vendorId: 1, productId: 2, functions: [{ driver: acm }] }\n',
});

suite('diff', { concurrency: true }, () => {
  test('prints what differs and what the host will notice, and says so with its exit status', async () => {
    const { status, stdout } = await usbGadget(['diff', '--simulate', 'serial.yaml'], { cwd });
    assert.equal(status, 1);
    assert.equal(
      stdout,
      'g1: 2 differences\n  g1   is to be made\n  UDC  nothing -> fe980000.usb\nThe host: a new device appears.\n',
    );
  });

  test('gives JSON in its documented form', async () => {
    const { stdout } = await usbGadget(['diff', '--simulate', '--no-bind', '--json', 'serial.yaml'], { cwd });
    const { plan: todo, ...rest } = JSON.parse(stdout) as { plan: Plan };
    assert.deepEqual(rest, { gadget: 'g1', differences: [{ path: '', wanted: 'folder' }], notices: [] });
    assert.ok(todo.operations.length > 5);
  });

  test('ends with 2 where it cannot tell', async () => {
    assert.equal((await usbGadget(['diff', 'missing.yaml'], { cwd })).status, 2);
    const { status, stdout } = await usbGadget(['diff', '--simulate', '--json', '-'], {
      input: 'gadget: {name: g1}\n',
    });
    assert.equal(status, 2);
    assert.ok(stdout.includes('OPTION_REQUIRED'));
    const words = `"${process.execPath}" "${process.cwd()}/dist/cli.js" diff --simulate serial.yaml >/dev/full`;
    assert.equal(spawnSync('sh', ['-c', words], { cwd }).status, 2);
  });
});

suite('export', { concurrency: true }, () => {
  test('says that there is no such gadget', async () => {
    const { status, stderr } = await usbGadget(['export', 'g9', '--simulate']);
    assert.equal(status, 1);
    assert.match(stderr, /There is no gadget "g9".*\[GADGET_MISSING\]/);
  });
});
