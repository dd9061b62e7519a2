import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGadget, type GadgetDefinition } from 'usb-gadget';
import { up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { failingAt } from './failing-system.js';

type Options = Readonly<Record<string, unknown>>;

const gadget = (more: Options, lun: Options = {}): GadgetDefinition =>
  defineGadget({
    name: 'g1',
    vendorId: 0x1d6b,
    productId: 0x0104,
    functions: [{ driver: 'mass_storage', name: 'usb0', luns: [lun] }],
    ...more,
  });

const configured = (options: Options): GadgetDefinition =>
  gadget({ configurations: [{ functions: ['mass_storage.usb0'], ...options }] });

const lineOf = (machine: SimulatedKernel, path: string): string | undefined =>
  machine
    .tree()
    .split('\n')
    .find((line) => line.startsWith(`g1/${path} `));

const kernels = ['5.10', '6.1', '6.12', '7.2'];

/** What is there after one definition and then another; a third time changes nothing. */
async function after(
  kernel: string,
  first: GadgetDefinition,
  second: GadgetDefinition,
): Promise<SimulatedKernel> {
  const machine = new SimulatedKernel({ kernel, users: { operator: 9 } });
  await up(first, machine);
  await up(second, machine);
  assert.deepEqual((await up(second, machine)).plan.operations, []);
  return machine;
}

for (const kernel of kernels) {
  test(`${kernel}: remote wakeup that is asked for later is written`, async () => {
    const machine = await after(
      kernel,
      configured({ remoteWakeup: false }),
      configured({ remoteWakeup: true }),
    );
    assert.equal(lineOf(machine, 'configs/c.1/bmAttributes'), 'g1/configs/c.1/bmAttributes = 0xa0');
  });

  test(`${kernel}: a drive is writable again when nothing says read-only any more`, async () => {
    const machine = await after(kernel, gadget({}, { readOnly: true }), gadget({}));
    const path = 'functions/mass_storage.usb0/lun.0/ro';
    assert.equal(lineOf(machine, path), `g1/${path} = 0`);
  });

  test(`${kernel}: what was never set is left as the machine has it`, async () => {
    const machine = new SimulatedKernel({ kernel });
    await up(configured({}), machine);
    await machine.write('/sys/kernel/config/usb_gadget/g1/configs/c.1/MaxPower', '500');
    assert.deepEqual((await up(configured({}), machine)).plan.operations, []);
  });

  test(`${kernel}: a gadget with an owner is on the bus again after a failure`, async () => {
    const owned = (productId: number): GadgetDefinition => gadget({ productId, owner: { user: 'operator' } });
    const machine = new SimulatedKernel({ kernel, users: { operator: 9 } });
    await up(owned(1), machine);
    const before = machine.tree();
    await assert.rejects(up(owned(2), failingAt(machine, 1)), { code: 'OPERATION_FAILED' });
    assert.equal(machine.tree(), before);
  });
}

test('WebUSB is switched off again', async () => {
  const webUsb = { use: true, landingPage: 'https://example.org/' };
  const machine = await after('6.12', gadget({ webUsb }), gadget({}));
  assert.equal(lineOf(machine, 'webusb/landingPage'), 'g1/webusb/landingPage =');
  // The version that the kernel tells while it serves WebUSB is 2.01.
  assert.equal(lineOf(machine, 'bcdUSB'), 'g1/bcdUSB = 0x0200');
});
