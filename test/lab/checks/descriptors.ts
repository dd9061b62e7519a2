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
import { KernelLog } from '../kernel-log.js';
import { seededRandom } from '../../../src/system/simulated-random.js';
import { Draws } from '../random.js';
import type { CheckGroup, Report } from '../report.js';

const randomGadgets = 2;
const seed = 20261124;

function compare(
  definition: GadgetDefinition,
  { profile }: DescribedController,
  release: string,
  device: HostDevice,
): void {
  const all = descriptorsOf(definition, profile, release);
  const speed = all.speeds.at(-1)!;
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

/** What the host says of descriptors that it does not take as they are (drivers/usb/core/config.c). */
const complaint = /^usb [\d.-]+: (config \d|No |unable to|can't|invalid|bad|.*descriptor)/;

async function checkGadget(
  definition: GadgetDefinition,
  controller: DescribedController,
  release: string,
): Promise<void> {
  const log = new KernelLog();
  await whilePlugged(definition, controller, (device) => {
    compare(definition, controller, release, device);
    const said = log.read();
    assert.deepEqual(
      said.filter((message) => complaint.test(message)),
      [],
    );
    return Promise.resolve();
  });
  log.close();
}

const nameOf = ({ functions }: GadgetDefinition): string => functions.map(({ driver }) => driver).join(' ');

async function checkAll(
  report: Report,
  controller: DescribedController,
  gadgets: Readonly<Record<string, GadgetDefinition>>,
  draw: typeof drawGadget,
): Promise<void> {
  const { release } = report;
  const { speed } = controller.profile;
  const draws = new Draws(seededRandom(seed));
  const drawn = Array.from({ length: randomGadgets }, (_, index) => {
    const each = draw(draws, controller.profile, release);
    return [`drawn ${index + 1}: ${nameOf(each)}`, each] as const;
  });
  for (const [name, each] of [...Object.entries(gadgets), ...drawn])
    await report.check(`descriptors: ${name}, at ${speed ?? 'high'} speed`, () =>
      checkGadget(each, controller, release),
    );
}

async function checkSpeed(report: Report, speed: ControllerSpeed): Promise<void> {
  const { kernel, release } = report;
  const gadgets = {
    ...knownGadgets,
    ...(!['5.10', '6.1'].includes(kernel) && webUsbGadgets),
  };
  await checkAll(report, dummyController(speed), gadgets, drawGadget);
  const isochronous = await isochronousAt(speed);
  if (!isochronous) return;
  await checkAll(report, isochronous, mediaGadgets(release), drawMediaGadget);
  await isochronous.remove();
}

/**
 * What the host reads is what is worked out offline, byte for byte, and it finds no fault with it. Each speed wants a boot of its own:
 * on 7.2 network cards do not bind to a controller that was loaded anew after one was bound to it.
 */
export const descriptorsAt = (speed: ControllerSpeed): CheckGroup => ({
  name: 'descriptors',
  checks: (report) => checkSpeed(report, speed),
});
