import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { usbGadget } from './tool.js';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
after(() => rmSync(folder, { recursive: true }));

test('a simulated machine has all that a gadget needs, but for modules in files', async () => {
  const { status, stdout } = await usbGadget(['doctor', 'examples/serial-console.yaml', '--simulate']);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^ok {7}controllers {2}fe980000\.usb is free\.$/m);
  assert.match(stdout, /^ok {7}endpoints {4}serial-console fits on Raspberry Pi\.$/m);
});

test('what is kept of a machine is looked at on another, and its profile is one to judge by', async () => {
  const kept = join(folder, 'board');
  const wrote = await usbGadget(['doctor', '--simulate', '--capture', kept]);
  assert.equal(wrote.status, 0, wrote.stderr);
  assert.match(wrote.stderr, /controllers\/.*\.json: a profile, for --udc/);
  const { status, stdout } = await usbGadget(['doctor', '--from', kept, '--json']);
  assert.equal(status, 0, stdout);
  const { findings, profiles } = JSON.parse(stdout) as { findings: { text: string }[]; profiles: unknown[] };
  assert.ok(findings.some(({ text }) => text === 'fe980000.usb is free.'));
  assert.equal(profiles.length, 1);
  const [name] = wrote.stderr.match(/\S+\.json(?=: a profile)/) ?? [''];
  assert.deepEqual(JSON.parse(readFileSync(name, 'utf8')), profiles[0]);
  const judged = await usbGadget(['check', '--udc', name, 'examples/serial-console.yaml']);
  assert.equal(judged.status, 0, judged.stderr);
});

test('a folder with something in it is not written into, and one of no machine is not read', async () => {
  const nowhere = await usbGadget(['doctor', '--simulate', '--capture', '/proc/board']);
  assert.match(nowhere.stderr, /"\/proc\/board" cannot be written: ENOENT\. .*\[FILE_UNWRITABLE\]/);
  const full = await usbGadget(['doctor', '--simulate', '--capture', 'examples']);
  assert.equal(full.status, 1);
  assert.match(full.stderr, /"examples" is not empty\. .*\[FILE_EXISTS\]/);
  const none = await usbGadget(['doctor', '--from', 'examples']);
  assert.equal(none.status, 1);
  assert.match(none.stderr, /"examples" cannot be read: it has no proc\/sys\/kernel\/osrelease\./);
  const missing = await usbGadget(['doctor', '--from', 'no-such-folder']);
  assert.equal(missing.status, 1);
  assert.match(
    missing.stderr,
    /"no-such-folder" cannot be read: there is no such folder\. .*\[FILE_UNREADABLE\]/,
  );
});

test('what an old kernel lacks is told with the rest, whatever controllers the machine has', async () => {
  const old = join(folder, 'old');
  const files = {
    'proc/sys/kernel/osrelease': '5.10.0-32-amd64\n',
    'sys/class/udc/dummy_udc.0/state': 'not attached\n',
    'sys/class/udc/dummy_udc.1/state': 'not attached\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(old, path, '..'), { recursive: true });
    writeFileSync(join(old, path), text);
  }
  const input =
    'gadget: { name: k, vendorId: 1, productId: 1, webUsb: { use: true }, functions: [{ driver: acm }] }';
  const { status, stdout } = await usbGadget(['doctor', '-', '--from', old], { input });
  assert.equal(status, 1);
  assert.match(stdout, /^error {4}attributes {3}.*webUsb/m);
  assert.match(stdout, /^ok {7}controllers {2}dummy_udc\.1 is free\.$/m);
});

test('a gadget that no machine takes is refused before anything is looked at', async () => {
  const input = 'gadget: { name: a/b, vendorId: 1, productId: 1, functions: [{ driver: acm }] }';
  const { status, stdout, stderr } = await usbGadget(['doctor', '-', '--simulate'], { input });
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /NAME_INVALID/);
});

test('what cannot be kept is not kept in part', async () => {
  writeFileSync(join(folder, 'file'), '');
  const before = readdirSync(folder);
  const { status, stderr } = await usbGadget(['doctor', '--simulate', '--capture', join(folder, 'file')]);
  assert.equal(status, 1);
  assert.match(stderr, /".*file" cannot be written: ENOTDIR\./);
  assert.deepEqual(readdirSync(folder), before);
});

test('what a user has beside the folder stays as it is', async () => {
  for (const [place, status] of [
    ['snap', 0],
    ['full', 1],
  ] as const) {
    const kept = join(folder, `${place}.new`, 'file');
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, 'of the user');
    if (status) mkdirSync(join(folder, place, 'something'), { recursive: true });
    const run = await usbGadget(['doctor', '--simulate', '--capture', join(folder, place)]);
    assert.equal(run.status, status, run.stderr);
    assert.equal(readFileSync(kept, 'utf8'), 'of the user');
  }
});
