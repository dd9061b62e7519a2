import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  defineGadget,
  endpointsOf,
  findControllerProfile,
  GadgetError,
  type GadgetDefinition,
} from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { readTree } from '../configfs-tree.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import type { CheckGroup } from '../report.js';

const dummy = findControllerProfile('dummy_hcd')!;

const gadget = (drivers: readonly string[]): GadgetDefinition =>
  defineGadget({
    name: 'fit',
    vendorId: 0x1d6b,
    productId: 0x0104,
    functions: drivers.map((driver, index) => ({
      driver,
      name: `f${index}`,
      ...(driver === 'hid' && { preset: 'keyboard', noOutEndpoint: false }),
      ...(driver === 'mass_storage' && { luns: [{}] }),
    })),
  });

const many = (driver: string, count: number): string[] => Array.from({ length: count }, () => driver);

/** As many of one kind as bind to dummy_udc.0, by the endpoints alone. */
const most: Readonly<Record<string, number>> = {
  acm: 6,
  ecm: 6,
  ncm: 6,
  rndis: 6,
  eem: 9,
  geth: 9,
  mass_storage: 9,
};

const shared = ['hid', 'hid', 'acm', 'ecm', 'mass_storage'];

/** What fits is said beforehand, and the kernel agrees. */
export const verdict: CheckGroup = {
  name: 'verdict',
  checks: async (report) => {
    const system = new NodeSystem();
    for (const [driver, count] of Object.entries(most)) {
      await report.check(`verdict: ${count} ${driver} are said to bind, and bind`, async () => {
        const fits = gadget(many(driver, count));
        assert.equal(endpointsOf(fits, dummy, report.release).binds, true);
        await up(fits, system, { udc: 'dummy_udc.0' });
        await down('fit', system);
        assert.deepEqual(readTree(), {});
      });
      await report.check(
        `verdict: ${count + 1} ${driver} are said not to bind; forced, they fail with that cause and leave nothing`,
        async () => {
          const over = gadget(many(driver, count + 1));
          const { binds, because } = endpointsOf(over, dummy, report.release);
          assert.equal(binds, false);
          assert.ok(because.some((each) => each.code === 'ENDPOINTS_EXHAUSTED'));
          const error: unknown = await up(over, system, { udc: 'dummy_udc.0', force: true }).catch(
            (reason: unknown) => reason,
          );
          assert.ok(error instanceof GadgetError, String(error));
          assert.equal(error.code, 'OPERATION_FAILED');
          assert.match(error.message, /endpoint/);
          assert.deepEqual(readTree(), {});
        },
      );
    }
    await report.check(
      'verdict: two endpoints with one address are said to bind and not to work; the host skips one',
      async () => {
        const both = gadget(shared);
        const { binds, works, because } = endpointsOf(both, dummy, report.release);
        assert.deepEqual([binds, works], [true, false]);
        assert.ok(because.some((each) => each.code === 'ENDPOINT_ADDRESS_SHARED'));
        spawnSync('dmesg', ['-C']);
        await up(both, system, { udc: 'dummy_udc.0' });
        await hostDevice('1d6b', '0104');
        const log = spawnSync('dmesg', { encoding: 'utf8' }).stdout;
        assert.match(log, /duplicate endpoint/);
        await down('fit', system);
        await hostDeviceGone('1d6b', '0104');
        assert.deepEqual(readTree(), {});
      },
    );
  },
};
