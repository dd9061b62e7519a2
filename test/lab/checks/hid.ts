import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Gadget, HidFunction, type HidFunctionOptions } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { HidDevice } from '../hid-device.js';
import { hostDevice, hostDeviceGone, hostInterfaces, type HostInterface } from '../host.js';
import type { CheckGroup, Report } from '../report.js';
import { consumer, gamepad, systemControl } from './hid-controls.js';
import { keyboard } from './hid-keyboards.js';
import { absoluteMouse, relativeMouse, touchScreen } from './hid-pointers.js';

type Checks = (report: Report, name: string, device: HidDevice) => Promise<void>;

/** The kernel has four HID functions at a time. */
const batches: readonly (readonly (readonly [HidFunctionOptions, Checks])[])[] = [
  [
    [{ preset: 'keyboard' }, keyboard('keyboard')],
    [{ preset: 'rollover-keyboard' }, keyboard('rollover-keyboard')],
    [{ preset: 'absolute-mouse' }, absoluteMouse(true)],
    [{ preset: 'relative-mouse' }, relativeMouse(true, 5)],
  ],
  [
    [{ preset: 'boot-mouse' }, relativeMouse(true, 3)],
    [{ preset: 'touch-screen' }, touchScreen],
    [{ preset: 'consumer-keys' }, consumer],
    [{ preset: 'system-control' }, systemControl],
  ],
  [
    [{ preset: 'gamepad' }, gamepad],
    [{ preset: 'absolute-mouse', horizontalWheel: false }, absoluteMouse(false)],
    [{ preset: 'relative-mouse', horizontalWheel: false }, relativeMouse(false, 5)],
    [{ preset: 'boot-mouse', horizontalWheel: false }, relativeMouse(false, 3)],
  ],
];

const kernelLog = (): string[] =>
  execFileSync('dmesg', ['--notime'], { encoding: 'utf8' }).trimEnd().split('\n');

const ofDevices = /hid|input/i;

/** What the kernel says of HID devices when it does not like them. */
const complaint =
  /unexpected|underflow|overflow|unbalanced|\bitem\b|parse|fail|error|invalid|unknown|ignor|exceed|too (long|many)|timeout|not found/i;

/** And what it says of anything. */
const alarm = /BOGUS|WARNING:|BUG:|Request ERROR/;

const complains = (line: string): boolean =>
  alarm.test(line) || (ofDevices.test(line) && complaint.test(line));

/** The report descriptor as the host has it. */
function descriptorOn(owner: HostInterface): string {
  const folder = readdirSync(owner.path).find((name) => /^[\dA-F]{4}:/.test(name))!;
  return readFileSync(join(owner.path, folder, 'report_descriptor')).toString('hex');
}

async function checkBatch(
  report: Report,
  system: NodeSystem,
  batch: (typeof batches)[number],
): Promise<void> {
  const functions = batch.map(([options], index) => new HidFunction({ ...options, name: `f${index}` }));
  const gadget = new Gadget({ name: 'hid', vendorId: 0x1d6b, productId: 0x0107, functions });
  const names = batch.map(([options]) =>
    'preset' in options
      ? `${options.preset}${'horizontalWheel' in options ? ' without horizontal wheel' : ''}`
      : '',
  );
  const before = kernelLog().length;
  const interfaces = await report.check(`hid: the host takes ${names.join(', ')}`, async () => {
    await up(gadget.toDefinition(), system, { udc: 'dummy_udc.0' });
    return hostInterfaces(await hostDevice('1d6b', '0107'));
  });
  if (!interfaces) return;
  for (const [index, [, checks]] of batch.entries()) {
    const name = `hid: ${names[index]}`;
    const owner = interfaces[index]!;
    const device = await report.check(
      `${name} is an input device with its own report descriptor`,
      async () => {
        const opened = await HidDevice.open('hid', `f${index}`, owner);
        const { reportDescriptor } = functions[index]!.toDefinition();
        assert.equal(descriptorOn(owner), reportDescriptor);
        return opened;
      },
    );
    if (!device) continue;
    await checks(report, name, device);
    await device[Symbol.asyncDispose]();
  }
  await report.check(`hid: the host's kernel has no complaint about ${names.join(', ')}`, () => {
    const lines = kernelLog().slice(before);
    assert.ok(
      lines.some((line) => ofDevices.test(line)),
      'the log says nothing at all of them',
    );
    assert.deepEqual(lines.filter(complains), []);
  });
  await down('hid', system);
  await hostDeviceGone('1d6b', '0107');
}

/** Every ready-made HID function, and what the host makes of the reports that are encoded for it. */
export const hid: CheckGroup = {
  name: 'hid',
  checks: async (report) => {
    const system = new NodeSystem();
    for (const batch of batches) await checkBatch(report, system, batch);
  },
};
