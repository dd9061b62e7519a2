import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FunctionFsFunction, Gadget, GadgetError, type FunctionFsFunctionDefinition } from 'usb-gadget';
import { down, planUp, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { hostDevice, hostDeviceGone } from '../host.js';
import type { CheckGroup, Report } from '../report.js';

const system = new NodeSystem();
const ids = ['1d6b', '0106'] as const;

const gadgetOf = (each: FunctionFsFunction): Gadget =>
  new Gadget({ name: 'ffs', vendorId: 0x1d6b, productId: 0x0106, functions: [each], udc: 'dummy_udc.0' });

const echo = new FunctionFsFunction({
  name: 'echo',
  interfaces: [
    {
      text: 'Echo',
      endpoints: [
        { direction: 'in', transfer: 'bulk' },
        { direction: 'out', transfer: 'bulk' },
      ],
    },
  ],
});

const mtp = new FunctionFsFunction({
  name: 'mtp',
  mountPoint: '/dev/ffs-mtp',
  readySeconds: 30,
  interfaces: [
    {
      class: 6,
      subclass: 1,
      protocol: 1,
      endpoints: [
        { direction: 'in', transfer: 'bulk' },
        { direction: 'out', transfer: 'bulk' },
        { direction: 'in', transfer: 'interrupt', packetBytes: 28 },
      ],
    },
  ],
});

/** Brings a gadget up with a program that starts as soon as there are files for it. */
async function upWith(
  gadget: Gadget,
  start: () => ChildProcess,
  use: (program: ChildProcess) => Promise<void>,
): Promise<void> {
  const programs: ChildProcess[] = [];
  await up(gadget, system, {
    onProgress: ({ operation, state }) => {
      if (operation.op === 'mount' && state === 'done') programs.push(start());
    },
  });
  assert.equal(programs.length, 1);
  try {
    await use(programs[0]!);
  } finally {
    await end(programs[0]!);
    await down('ffs', system);
  }
}

/** Ends a program, unless it has ended. */
async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGKILL');
  await ended;
}

const serveEcho = ({ mountPoint, interfaces }: FunctionFsFunctionDefinition): ChildProcess =>
  spawn(
    process.execPath,
    ['test/lab/programs/echo-function.mjs', mountPoint, JSON.stringify({ interfaces })],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );

/** The file through which programs of the host speak with a device. */
function deviceFile(path: string): string {
  const number = (file: string): string => readFileSync(join(path, file), 'utf8').trim().padStart(3, '0');
  return `/dev/bus/usb/${number('busnum')}/${number('devnum')}`;
}

async function checkEcho(report: Report): Promise<void> {
  await report.check(
    'function-fs: a program that this library describes echoes what the host sends',
    async () => {
      const start = (): ChildProcess => serveEcho(echo.toDefinition());
      await upWith(gadgetOf(echo), start, async (program) => {
        const host = await hostDevice(...ids);
        const served = join(host.path, `${basename(host.path)}:1.0`);
        assert.equal(readFileSync(join(served, 'interface'), 'utf8'), 'Echo\n');
        const sent = randomBytes(64 * 1024);
        const words = ['test/lab/programs/bulk-echo.py', deviceFile(host.path), '0', '0x02', '0x81'];
        const { stdout, stderr, status } = spawnSync('python3', words, { input: sent });
        assert.equal(status, 0, String(stderr));
        assert.ok(stdout.equals(sent));
        assert.deepEqual((await planUp(gadgetOf(echo), system)).operations, []);
        await assert.rejects(down('ffs', system), /in use by process \d+ \(.*echo-function/);
        assert.equal((await hostDevice(...ids)).path, host.path);
        await end(program);
        await hostDeviceGone(...ids);
      });
      assert.ok(!existsSync('/dev/ffs-echo'));
    },
  );
  await report.check('function-fs: without a program nothing is left', async () => {
    const error: unknown = await up(gadgetOf(echo.with({ readySeconds: 1 })), system).catch(
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof GadgetError);
    assert.match(error.message, /No program has written its descriptors/);
    assert.ok(!existsSync('/sys/kernel/config/usb_gadget/ffs') && !existsSync('/dev/ffs-echo'));
  });
}

async function checkMediaTransfer(report: Report): Promise<void> {
  await report.check('function-fs: umtprd serves a folder that the host lists', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'umtprd-'));
    mkdirSync(join(folder, 'files'));
    writeFileSync(join(folder, 'files', 'seen-by-the-host.txt'), 'hello');
    const settings = [
      `storage "${folder}/files" "Files" "rw"`,
      'manufacturer "Maker"',
      'product "Thing"',
      'serial "1"',
      'firmware_version "1"',
      'interface "MTP"',
      'usb_functionfs_mode 0x1',
      'usb_vendor_id 0x1D6B',
      'usb_product_id 0x0106',
      'usb_class 0x6',
      'usb_subclass 0x1',
      'usb_protocol 0x1',
      'usb_dev_version 0x3008',
      'usb_max_packet_size 0x200',
      ...['dev', 'epin', 'epout', 'epint'].map((each, index) => `usb_${each}_path "/dev/ffs-mtp/ep${index}"`),
    ];
    writeFileSync(join(folder, 'umtprd.conf'), settings.join('\n') + '\n');
    const start = (): ChildProcess =>
      spawn('umtprd', ['-conf', join(folder, 'umtprd.conf')], { stdio: 'ignore' });
    await upWith(gadgetOf(mtp), start, async () => {
      await hostDevice(...ids);
      const { stdout, stderr } = spawnSync('mtp-files', [], { encoding: 'utf8' });
      assert.match(stdout, /seen-by-the-host\.txt/, stdout + stderr);
    });
  });
}

/** Functions that programs serve. */
export const functionFs: CheckGroup = {
  name: 'function-fs',
  checks: async (report) => {
    await checkEcho(report);
    await checkMediaTransfer(report);
  },
};
