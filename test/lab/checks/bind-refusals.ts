import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { defineGadget, GadgetError, planCreate, type GadgetDefinition, type Plan } from 'usb-gadget';
import { apply, down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { configfs } from '../configfs-driver.js';
import type { CheckGroup } from '../report.js';
import { snapshot } from '../snapshot.js';

const system = new NodeSystem();
const udc = 'dummy_udc.0';

const gadget = (name: string, functions: readonly object[]): GadgetDefinition =>
  defineGadget({ name, vendorId: 0x1d6b, productId: 0x0104, functions });

const serial = gadget('refused', [{ driver: 'acm' }]);
const speaker = gadget('refused', [{ driver: 'uac2', speakers: {} }]);
const served = gadget('refused', [
  {
    driver: 'ffs',
    name: 'lab-refused',
    interfaces: [{ endpoints: [{ direction: 'in', transfer: 'bulk' }] }],
  },
]);

const without = (plan: Plan, ...ops: readonly string[]): Plan => ({
  ...plan,
  operations: plan.operations.filter(({ op }) => !ops.includes(op)),
});

const planOf = async (definition: GadgetDefinition, controller = udc): Promise<Plan> =>
  planCreate(definition, { kernel: await system.kernelRelease(), udc: controller });

interface Refusal {
  readonly name: string;
  readonly plan: () => Plan | Promise<Plan>;
  /** What happens just before the bind. */
  readonly before?: () => void;
  readonly after?: () => unknown;
  /** What is said. */
  readonly says: RegExp;
}

const other = gadget('other', [{ driver: 'gser' }]);

const refusals: readonly Refusal[] = [
  {
    name: 'a controller that has gone',
    plan: async () => {
      execFileSync('modprobe', ['usbip-vudc']);
      return planOf(serial, 'usbip-vudc.0');
    },
    before: () => execFileSync('rmmod', ['usbip-vudc']),
    says: /There is no controller "usbip-vudc\.0" any more\.\s+This machine has dummy_udc\.0/,
  },
  {
    name: 'a controller that another gadget has taken',
    plan: async () => {
      await up(other, system, { bind: false });
      return planOf(serial);
    },
    before: () => writeFileSync(`${configfs}/other/UDC`, udc),
    after: () => down('other', system),
    says: /"dummy_udc\.0" is held by "other"/,
  },
  {
    name: 'a controller that a module has taken',
    plan: () => planOf(serial),
    before: () => execFileSync('modprobe', ['g_serial']),
    after: () => execFileSync('rmmod', ['g_serial']),
    says: /"dummy_udc\.0" is held by "g_serial"/,
  },
  {
    name: 'a configuration without a function',
    plan: async () => without(await planOf(serial), 'symlink'),
    says: /The configuration refused\/configs\/c\.1 has no function/,
  },
  {
    name: 'no configuration',
    plan: async () => {
      const plan = await planOf(serial);
      const isMade = (path: string): boolean => path === 'refused' || path === 'refused/UDC';
      return { ...plan, operations: plan.operations.filter((each) => 'path' in each && isMade(each.path)) };
    },
    says: /The gadget has no configuration/,
  },
  {
    name: 'a function whose program is not ready',
    plan: async () => without(await planOf(served), 'wait'),
    says: /No program has written the descriptors of refused\/functions\/ffs\.lab-refused/,
  },
  {
    name: 'endpoints that the controller lacks',
    plan: () => planOf(speaker),
    says: /(ENODEV|EINVAL|EBUSY|ENOTSUPP) \(\d+\)\. A function cannot start(, the kernel log says \w+ \(\d+\))?: a function found no endpoint/,
  },
];

/** A refused bind is told apart, whatever number the kernel gives. */
export const bindRefusals: CheckGroup = {
  name: 'bind-refusals',
  checks: async (report) => {
    for (const { name, plan, before, after, says } of refusals)
      await report.check(`bind-refusals: ${name}`, async () => {
        const made = await plan();
        try {
          const error: unknown = await apply(made, system, {
            onProgress: ({ phase, operation, state }) => {
              if (phase === 'apply' && operation.op === 'bind' && state === 'started') before?.();
            },
          }).catch((reason: unknown) => reason);
          assert.ok(error instanceof GadgetError, String(error));
          assert.equal(error.code, 'OPERATION_FAILED');
          assert.match(error.message, says);
          console.log(`   ${error.issues[0]!.message}`);
        } finally {
          await after?.();
        }
        assert.deepEqual(snapshot(), {});
      });

    await report.check('bind-refusals: endpoints, named by the function that lacks them', async () => {
      const many = gadget(
        'refused',
        Array.from({ length: 8 }, (_, index) => ({ driver: 'acm', name: `u${index}` })),
      );
      const error: unknown = await up(many, system, { udc, force: true }).catch((reason: unknown) => reason);
      assert.ok(error instanceof GadgetError, String(error));
      assert.match(error.message, /needs an? (IN|OUT|interrupt).* endpoint|no endpoint/);
      console.log(`   ${error.issues[0]!.message}`);
      assert.deepEqual(snapshot(), {});
    });
  },
};
