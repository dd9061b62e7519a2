import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControllerSpeed, GadgetDefinition } from 'usb-gadget';
import { descriptorsOf } from 'usb-gadget/descriptors';
import {
  dummyController,
  isochronousAt,
  whilePlugged,
  type DescribedController,
} from '../described-controllers.js';
import { drawGadget, knownGadgets, webUsbGadgets } from '../described-gadgets.js';
import { drawMediaGadget, mediaGadgets } from '../described-media.js';
import { askDevice, expectations } from '../descriptor-requests.js';
import type { HostDevice } from '../host.js';
import { HostProgram } from '../host-program.js';
import { KernelLog } from '../kernel-log.js';
import { seededRandom } from '../../../src/system/simulated-random.js';
import { Draws } from '../random.js';
import type { CheckGroup, Report } from '../report.js';

const randomGadgets = 2;
const seed = 20261124;

async function compare(
  host: HostProgram,
  definition: GadgetDefinition,
  { profile }: DescribedController,
  release: string,
  device: HostDevice,
): Promise<void> {
  const all = descriptorsOf(definition, profile, release);
  const speed = all.speeds.at(-1)!;
  const expected = expectations(all, speed, definition, release);
  const answers = await askDevice(
    host,
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

/**
 * What the host says of descriptors that it does not take as they are (drivers/usb/core/config.c). That two functions share an address,
 * which happens on the dummy controller alone, is foretold by those very descriptors.
 */
const isComplaint = (message: string): boolean =>
  /^usb [\d.-]+: (config \d|No SuperSpeed)/.test(message) && !message.includes(' duplicate endpoint ');

/** What it rightly finds at SuperSpeed: phonet has descriptors for high speed alone. */
const isRight = ({ functions }: GadgetDefinition, message: string): boolean =>
  message.includes(': No SuperSpeed endpoint companion for ') &&
  functions.some(({ driver }) => driver === 'phonet');

async function checkGadget(
  host: HostProgram,
  definition: GadgetDefinition,
  controller: DescribedController,
  release: string,
): Promise<void> {
  const log = new KernelLog();
  try {
    await whilePlugged(definition, controller, host, async (device) => {
      await compare(host, definition, controller, release, device);
      const complaints = log.read().filter(isComplaint);
      assert.deepEqual(
        complaints.filter((message) => !isRight(definition, message)),
        [],
      );
    });
  } finally {
    log.close();
  }
}

const nameOf = ({ functions }: GadgetDefinition): string => functions.map(({ driver }) => driver).join(' ');

async function checkAll(
  report: Report,
  host: HostProgram,
  speed: ControllerSpeed,
  controller: DescribedController,
  gadgets: Readonly<Record<string, GadgetDefinition>>,
  draw: typeof drawGadget,
): Promise<void> {
  const { release } = report;
  const { maxSpeed } = controller;
  const draws = new Draws(seededRandom(seed));
  const drawn = Array.from({ length: randomGadgets }, (_, index) => {
    const each = draw(draws, controller.profile, release);
    return [`drawn ${index + 1}: ${nameOf(each)}`, each] as const;
  });
  for (const [name, each] of [...Object.entries(gadgets), ...drawn])
    await report.check(`descriptors: ${name}, at ${speed} speed`, () =>
      checkGadget(host, { ...each, ...(maxSpeed && { maxSpeed }) }, controller, release),
    );
}

async function checkSpeed(report: Report, speed: ControllerSpeed): Promise<void> {
  const { kernel, release } = report;
  const gadgets = {
    ...knownGadgets,
    ...(!['5.10', '6.1'].includes(kernel) && webUsbGadgets),
  };
  const host = new HostProgram();
  try {
    await checkAll(report, host, speed, dummyController(speed), gadgets, drawGadget);
    const isochronous = await isochronousAt(speed, host);
    if (!isochronous) return;
    await checkAll(
      report,
      host,
      speed,
      isochronous,
      mediaGadgets(isochronous.profile, release),
      drawMediaGadget,
    );
    await isochronous.remove();
  } finally {
    await host.end();
  }
}

/**
 * What the host reads is what is worked out offline, byte for byte, and it finds no fault with it. Each speed wants a boot of its own:
 * on 7.2 network cards do not bind to a controller that was loaded anew after one was bound to it.
 */
export const descriptorsAt = (speed: ControllerSpeed): CheckGroup => ({
  name: 'descriptors',
  checks: (report) => checkSpeed(report, speed),
});
