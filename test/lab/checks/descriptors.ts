import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findControllerProfile,
  type ControllerProfile,
  type ControllerSpeed,
  type GadgetDefinition,
} from 'usb-gadget';
import { descriptorsOf } from 'usb-gadget/descriptors';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { drawGadget, knownGadgets, webUsbGadgets } from '../described-gadgets.js';
import { askDevice, expectations } from '../descriptor-requests.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import { seededRandom } from '../../../src/system/simulated-random.js';
import { Draws } from '../random.js';
import type { CheckGroup, Report } from '../report.js';

const dummy = findControllerProfile('dummy_hcd')!;

/** The speeds of the controller, and how its module is told. */
const speeds: Readonly<Record<ControllerSpeed, readonly string[]>> = {
  full: ['is_high_speed=0'],
  high: [],
  super: ['is_super_speed=1'],
};

const randomGadgets = 2;
const seed = 20261124;

function mustRun(program: string, ...words: string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}: ${stderr}`);
}

async function compare(
  definition: GadgetDefinition,
  controller: ControllerProfile,
  release: string,
): Promise<void> {
  const all = descriptorsOf(definition, controller, release);
  const speed = all.speeds.at(-1)!;
  const device = await hostDevice('1d6b', '0104');
  const expected = expectations(all, speed, definition, release);
  const answers = askDevice(
    device,
    expected.map(({ request }) => request),
  );
  const known = expected
    .map((each, index) => ({ ...each, given: answers[index] }))
    .filter(({ answer }) => answer !== undefined);
  assert.deepEqual(
    known.map(({ what, given }) => `${what}: ${given}`),
    known.map(({ what, answer }) => `${what}: ${answer}`),
  );
  const whole = readFileSync(join(device.path, 'descriptors')).toString('hex');
  assert.equal(whole, speed.device.hex + speed.configurations.map(({ hex }) => hex).join(''));
}

async function checkGadget(
  definition: GadgetDefinition,
  controller: ControllerProfile,
  release: string,
): Promise<void> {
  const system = new NodeSystem();
  await up(definition, system, { udc: 'dummy_udc.0' });
  try {
    await compare(definition, controller, release);
  } finally {
    await down('read', system);
    await hostDeviceGone('1d6b', '0104');
    // It remembers the ids of its strings until it is loaded anew.
    if (definition.functions.some(({ driver }) => driver === 'gser'))
      mustRun('modprobe', '-r', 'usb_f_serial');
  }
}

async function checkSpeed(report: Report, speed: ControllerSpeed): Promise<void> {
  const { kernel, release } = report;
  const controller = { ...dummy, speed };
  if (speeds[speed].length > 0) {
    mustRun('modprobe', '-r', 'dummy_hcd');
    mustRun('modprobe', 'dummy_hcd', ...speeds[speed]);
  }
  const gadgets = {
    ...knownGadgets,
    ...(!['5.10', '6.1'].includes(kernel) && webUsbGadgets),
  };
  for (const [name, each] of Object.entries(gadgets))
    await report.check(`descriptors: ${name}, at ${speed} speed`, () =>
      checkGadget(each, controller, release),
    );
  const draws = new Draws(seededRandom(seed));
  for (let count = 1; count <= randomGadgets; count++) {
    const each = drawGadget(draws, controller, release);
    const name = each.functions.map(({ driver }) => driver).join(' ');
    await report.check(`descriptors: drawn ${count}: ${name}, at ${speed} speed`, () =>
      checkGadget(each, controller, release),
    );
  }
}

/**
 * What the host reads is what is worked out offline, byte for byte. Each speed wants a boot of its own: on 7.2 network cards
 * do not bind to a controller that was loaded anew after one was bound to it.
 */
export const descriptorsAt = (speed: ControllerSpeed): CheckGroup => ({
  name: 'descriptors',
  checks: (report) => checkSpeed(report, speed),
});
