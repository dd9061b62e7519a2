import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineGadget, findControllerProfile, type GadgetDefinition } from 'usb-gadget';
import { descriptorsOf } from 'usb-gadget/descriptors';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { askDevice, expectations } from '../descriptor-requests.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import type { CheckGroup } from '../report.js';

const dummy = findControllerProfile('dummy_hcd')!;

const gadget = (functions: readonly object[]): GadgetDefinition =>
  defineGadget({
    name: 'read',
    vendorId: 0x1d6b,
    productId: 0x0104,
    strings: { '0x409': { manufacturer: 'Ministry', product: 'Käse', serialNumber: '0001' } },
    functions,
  });

async function checkGadget(definition: GadgetDefinition, release: string): Promise<void> {
  const system = new NodeSystem();
  await up(definition, system, { udc: 'dummy_udc.0' });
  const device = await hostDevice('1d6b', '0104');
  const all = descriptorsOf(definition, dummy, release);
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
  await down('read', system);
  await hostDeviceGone('1d6b', '0104');
}

/** The host reads what is worked out offline. */
export const descriptors: CheckGroup = {
  name: 'descriptors',
  checks: async (report) => {
    await report.check('descriptors: a keyboard and a disk', () =>
      checkGadget(
        gadget([
          { driver: 'hid', preset: 'keyboard' },
          { driver: 'mass_storage', luns: [{}] },
        ]),
        report.release,
      ),
    );
  },
};
