import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget, planCreate, planUpdate, type GadgetDefinition } from 'usb-gadget';
import { apply, planUp, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { failingAt } from './failing-system.js';
import { images, keyboard } from './gadgets.js';
import { rejectsWith } from './rejects.js';

const folder = '/sys/kernel/config/usb_gadget';

describe('what a change would destroy', () => {
  const address = async (system: SimulatedKernel): Promise<string> =>
    new TextDecoder().decode(await system.read(`${folder}/g1/functions/ncm.usb0/dev_addr`));

  const medium = async (system: SimulatedKernel): Promise<string> =>
    new TextDecoder().decode(await system.read(`${folder}/g1/functions/mass_storage.usb0/lun.0/file`));

  const [cd, disk] = Object.keys(images) as [string, string];
  const undeclared = (interfaceName?: string): GadgetDefinition =>
    defineGadget({
      ...keyboard,
      functions: [
        { driver: 'ncm', name: 'usb0', ...(interfaceName && { interfaceName }) },
        { driver: 'mass_storage', name: 'usb0', luns: [{ cdrom: interfaceName === undefined }] },
      ],
      configurations: undefined,
    });

  it('is carried over: a random address of a function that is made anew, the medium in a drive', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(undeclared(), system);
    await system.write(`${folder}/g1/functions/mass_storage.usb0/lun.0/file`, cd);
    const before = await address(system);
    const { plan } = await up(undeclared('lan%d'), system);
    assert.ok(plan.operations.some(({ op }) => op === 'rmdir'));
    assert.equal(await address(system), before);
    assert.equal(await medium(system), `${cd}\n`);
  });

  it('survives a crash in the middle of the change', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(undeclared(), system);
    await system.write(`${folder}/g1/functions/mass_storage.usb0/lun.0/file`, disk);
    const before = await address(system);
    const { operations } = await planUp(undeclared('lan%d'), system);
    const made = operations.findIndex(({ op }) => op === 'mkdir');
    // From the crash on nothing is done any more, neither by the change nor by its undoing.
    let crashed = false;
    system.fail(({ call }) => crashed && call !== 'remove', 'EIO');
    const crash = failingAt(system, made, 'EIO', () => (crashed = true));
    await assert.rejects(up(undeclared('lan%d'), crash));
    crashed = false;
    await assert.rejects(address(system));
    await up(undeclared('lan%d'), system);
    assert.equal(await address(system), before);
    assert.equal(await medium(system), `${disk}\n`);
    assert.deepEqual((await planUp(undeclared('lan%d'), system)).operations, []);
  });

  it('is put back after a failure, though the kernel might have made the new value of the old', async () => {
    const waking = (remoteWakeup: boolean, revision: string): GadgetDefinition =>
      defineGadget({
        name: 'g1',
        vendorId: 1,
        productId: 1,
        functions: [{ driver: 'mass_storage', luns: [{ inquiryString: { revision } }] }],
        configurations: [{ remoteWakeup }],
      });
    const before = waking(true, '1.0');
    const after = waking(false, '1.00');
    const system = new SimulatedKernel();
    await apply(planCreate(before), system);
    const was = system.tree();
    let refusals = 1;
    const failure = apply(planUpdate(before, after), system, {
      onProgress: ({ operation, phase }) => {
        if (operation.op === 'bind' && phase === 'apply')
          system.fail(({ call }) => call === 'bind' && refusals-- > 0, 'EIO');
      },
    });
    await rejectsWith(failure, 'OPERATION_FAILED');
    assert.equal(system.tree(), was);
  });

  it('is taken out and put back by a plan for a board that nobody has looked at, in each drive', async () => {
    const sticks = (readOnly: boolean): GadgetDefinition =>
      defineGadget({
        ...keyboard,
        functions: [{ driver: 'mass_storage', luns: [cd, disk].map((file) => ({ file, readOnly })) }],
        configurations: undefined,
      });
    for (const readOnly of [true, false]) {
      const system = new SimulatedKernel({ files: images });
      await apply(planCreate(sticks(!readOnly)), system);
      await apply(planUpdate(sticks(!readOnly), sticks(readOnly)), system);
      const made = new SimulatedKernel({ files: images });
      await apply(planCreate(sticks(readOnly)), made);
      assert.equal(system.tree(), made.tree());
    }
  });

  it('is made anew by such a plan, where what the kernel made up by itself is told at last', async () => {
    const card = (more: object): GadgetDefinition =>
      defineGadget({ ...keyboard, functions: [{ driver: 'ncm', ...more }], configurations: undefined });
    const told = [
      [card({}), card({ deviceAddress: '02:00:00:00:00:01', hostAddress: '02:00:00:00:00:02' })],
      [card({ contents: [] }), card({ contents: [{ path: 'qmult', text: '7' }] })],
    ] as const;
    for (const [before, after] of told) {
      const system = new SimulatedKernel();
      await apply(planCreate(before), system);
      await apply(planUpdate(before, after), system);
      assert.match(system.tree(), /(dev_addr = 02:00:00:00:00:01|qmult = 7)\b/);
    }
  });
});
