import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { suite, test } from 'node:test';
import { gadgetStatus, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { formatStatus, formatTrial } from '../../src/cli/commands/status.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { watcherWords } from '../../src/cli/start-watcher.js';
import { bound, images } from '../live/gadgets.js';
import { usbGadget } from './tool.js';

test('status tells in a table what each function gives to this side', async () => {
  const system = new SimulatedKernel({ files: images });
  await up(bound, system);
  assert.equal(
    formatStatus(await gadgetStatus(system, 'g1')),
    `g1: on fe980000.usb: configured, high-speed; whether a host has it configured is not certain
  FUNCTION           IN   DEVICE       ENDPOINTS       MEDIA
  hid.usb0           c.1  /dev/hidg0   0x81
  mass_storage.usb0  c.1  -            0x82 0x01       /tmp/usb-gadget-cd.iso /tmp/usb-gadget-disk.img
  ncm.usb0           d.2  usb0         0x81 0x01 0x82
  acm.usb0           d.2  /dev/ttyGS0  0x83 0x02 0x84
`,
  );
});

test('status tells of a change that is on trial, and what it needs', async () => {
  const trial = { gadget: 'g1', state: 'waiting', secondsLeft: 42, isWatched: true, issues: [] } as const;
  assert.equal(formatTrial(trial), 'a change of it is undone in 42 s, unless: usb-gadget confirm g1');
  assert.match(
    formatTrial({ ...trial, isWatched: false }),
    /has ended: usb-gadget confirm g1 keeps it, usb-gadget confirm --watch g1 undoes it$/,
  );
  for (const state of ['coming', 'undoing'] as const) {
    assert.match(
      formatTrial({ ...trial, state, isWatched: false }),
      /does not run: usb-gadget confirm --watch g1$/,
    );
    assert.doesNotMatch(formatTrial({ ...trial, state }), /usb-gadget/);
  }
  const system = new SimulatedKernel({ files: images });
  await up(bound, system);
  const status = await gadgetStatus(system, 'g1');
  assert.match(formatStatus({ ...status, trial }), /^g1: .*\n {2}a change of it is undone in 42 s/);
});

test('status says of a controller that it has gone', async () => {
  const system = new SimulatedKernel({ files: images });
  await up(bound, system);
  const status = await gadgetStatus(system, 'g1');
  const host = { holder: '', state: '', speed: '', verdict: 'absent' } as const;
  assert.match(formatStatus({ ...status, host }), /^g1: on fe980000\.usb, which has gone\n/);
});

test('what watches a change is started so that any name of a gadget can be read', () => {
  for (const [configfs, place, ...where] of [
    [undefined, undefined],
    ['/sys/kernel/config', '/sys/kernel/config', '--configfs=/sys/kernel/config'],
    ['here', resolve('here'), `--configfs=${resolve('here')}`],
  ]) {
    const words = watcherWords('-x', configfs === undefined ? {} : { configfs });
    assert.deepEqual(words, ['confirm', '--watch', ...where, '--', '-x']);
    const { command, parameters, options } = parseArguments(words);
    assert.deepEqual(
      [command?.name, parameters, options.watch, options.configfs],
      ['confirm', ['-x'], true, place],
    );
  }
});

/** A machine that lists several controllers. */
const several = `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const list = fs.readdirSync;
fs.readdirSync = (path, ...rest) => (path === '/sys/class/udc' ? ['dummy_udc.0', 'dummy_udc.1'] : list(path, ...rest));
syncBuiltinESMExports();`;

test('of several controllers net asks for none, since it binds nothing', async () => {
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(several)}` };
  const file = 'examples/internet-router.yaml';
  const checked = await usbGadget(['check', file], { env });
  assert.match(checked.stderr, /CONTROLLER_AMBIGUOUS/);
  const { status, stdout, stderr } = await usbGadget(['net', 'plan', file], { env });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /dnsmasq/);
});

suite('commands for gadgets that are up', { concurrency: true }, () => {
  const missing: readonly (readonly string[])[] = [
    ['status', 'g1'],
    ['enable', 'g1', 'hid.usb0'],
    ['disable', 'g1', 'hid.usb0', '--dry-run'],
    ['reset', 'g1'],
    ['media', 'g1'],
    ['media', 'g1', 'mass_storage.usb0:1', '--insert', 'disk.img', '--ro'],
  ];
  for (const words of missing)
    test(`${words.join(' ')}: says in JSON that there is no such gadget`, async () => {
      const { status, stdout } = await usbGadget([...words, '--simulate', '--json']);
      assert.equal(status, 1);
      const { issues } = JSON.parse(stdout) as { issues: { code: string }[] };
      assert.deepEqual(
        issues.map(({ code }) => code),
        ['GADGET_MISSING'],
      );
    });

  const wrong: readonly (readonly string[])[] = [
    ['enable', 'g1'],
    ['reset'],
    ['confirm', 'g1', 'g2'],
    ['confirm', '--watch'],
    ['up', 'g1.yaml', '--confirm', 'soon'],
    ['up', 'g1.yaml', '--confirm', '0'],
    ['media', 'g1', '--insert', 'a', '--eject'],
    ['media', 'g1', '--cdrom', '--rw'],
    ['media', 'g1', '--force'],
    ['media', 'g1', 'mass_storage.usb0:x'],
  ];
  for (const words of wrong)
    test(`${words.join(' ')}: is wrong usage`, async () => {
      assert.equal((await usbGadget(words)).status, 2);
    });

  test('up --confirm of a machine in memory leaves nothing to confirm', async () => {
    const gadget = 'gadget: { name: g1, vendorId: 1, productId: 2, functions: [{ driver: acm }] }\n';
    const words = ['up', '--simulate', '--confirm', '60', '--json', '-'];
    const { status, stdout } = await usbGadget(words, { input: gadget });
    assert.equal(status, 0);
    assert.deepEqual(Object.keys(JSON.parse(stdout) as object), [
      'name',
      'udc',
      'changed',
      'plan',
      'networks',
    ]);
  });

  test('status of a machine without gadgets says so', async () => {
    const { status, stdout, stderr } = await usbGadget(['status', '--simulate']);
    assert.deepEqual([status, stdout, stderr], [0, '', 'There are no gadgets.\n']);
  });
});
