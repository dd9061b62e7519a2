import assert from 'node:assert/strict';
import {
  boardProfiles,
  capture,
  CapturedSystem,
  down,
  examine,
  listControllers,
  up,
  type Finding,
} from 'usb-gadget/live';
import { Gadget, HidFunction } from 'usb-gadget';
import { hostDevice, hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import { system } from '../network-gadget.js';
import type { CheckGroup } from '../report.js';
import { waitFor } from '../wait.js';

const keyboard = new Gadget({
  name: 'keyboard',
  vendorId: 0x1d6b,
  productId: 0x0104,
  functions: [HidFunction.keyboard()],
}).toDefinition();

const look = async (): Promise<Finding[]> =>
  examine({ system, release: await system.kernelRelease(), options: {}, definition: keyboard });

const errors = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ state, text }) => (state === 'error' ? [text] : []));

/** Until then the state changes from one look to the next; what it is before there is a device may be of the gadget before. */
async function configured(): Promise<void> {
  await hostDevice('1d6b', '0104');
  await waitFor('the host to configure the gadget', async () =>
    (await listControllers(system)).some(({ state }) => state === 'configured') ? true : undefined,
  );
}

/** What stands in the way of a gadget is told, and nothing else. */
export const doctor: CheckGroup = {
  name: 'doctor',
  checks: async (report) => {
    await report.check('doctor: nothing is in the way of a gadget, before it is up and after', async () => {
      assert.deepEqual(errors(await look()), []);
      await up(keyboard, system, { udc: 'dummy_udc.0' });
      const findings = await look();
      assert.deepEqual(errors(findings), []);
      assert.ok(findings.some(({ text }) => text === 'dummy_udc.0 has keyboard.'));
    });
    await report.check('doctor: what is kept of the machine says the same', async () => {
      await configured();
      const kept = new CapturedSystem(await capture(system));
      const release = await kept.kernelRelease();
      assert.equal(release, report.release);
      const again = await examine({ system: kept, release, options: {}, definition: keyboard });
      // Who asks is not kept.
      assert.deepEqual(
        again,
        (await look()).filter(({ check }) => check !== 'permission'),
      );
      assert.deepEqual(await boardProfiles(kept), await boardProfiles(system));
    });
    await down('keyboard', system);
    await hostDeviceGone('1d6b', '0104');
    await report.check('doctor: a module that has the controller is named', async () => {
      await run('modprobe', 'g_ether');
      try {
        assert.deepEqual(errors(await look()), ['dummy_udc.0 is held by the module g_ether.']);
      } finally {
        await run('modprobe', '-r', 'g_ether');
      }
    });
  },
};
