import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { down, gadgetStatus, listGadgets, planUp, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { failingAt, unseen } from './failing-system.js';
import { bound, changed, images, keyboard } from './gadgets.js';
import { refuses, rejectsWith } from './rejects.js';

describe('a gadget that something else made', () => {
  const foreign = async (): Promise<SimulatedKernel> => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system);
    await system.remove('/run/usb-gadget/g1.json');
    return system;
  };

  it('is left alone', async () => {
    const system = await foreign();
    await refuses(system, () => up(changed, system), 'GADGET_FOREIGN');
  });

  it('needs no leave if nothing is to be changed', async () => {
    assert.deepEqual((await up(bound, await foreign())).plan.operations, []);
  });

  it('is changed if told so, and ours from then on', async () => {
    const system = await foreign();
    await up(changed, system, { replace: true });
    await up(bound, system);
    assert.deepEqual((await planUp(bound, system)).operations, []);
  });

  it('stays foreign when the change fails', async () => {
    const system = await foreign();
    await rejectsWith(up(changed, failingAt(system, 9), { replace: true }), 'OPERATION_FAILED');
    await refuses(system, () => up(changed, system), 'GADGET_FOREIGN');
  });

  it('can be listed and removed', async () => {
    const system = await foreign();
    assert.deepEqual(
      (await listGadgets(system)).map(({ name, functions }) => [name, functions]),
      [['g1', ['hid.usb0', 'mass_storage.usb0', 'ncm.usb0', 'acm.usb0']]],
    );
    await down('g1', system);
    assert.equal(system.tree(), '');
  });

  const places = [
    ['list', 'functions'],
    ['list', 'configs/c.1/strings'],
    ['readlink', 'configs/c.1/hid.usb0'],
    ['read', 'UDC'],
  ] as const;
  for (const [look, place] of places)
    it(`may be taken apart while others look: ${place} goes`, async () => {
      const path = `/sys/kernel/config/usb_gadget/g1/${place}`;
      const system = unseen(await foreign(), path, 'ENOENT', [look]);
      assert.deepEqual(
        (await listGadgets(system)).map(({ name }) => name),
        ['g1'],
      );
      await up({ ...keyboard, name: 'g2' }, system, { bind: false });
    });

  for (const text of ['null', '[]', '{"version":2}'])
    it(`is one of which another release says ${text}`, async () => {
      const system = await foreign();
      await system.save('/run/usb-gadget/g1.json', text);
      await refuses(system, () => up(changed, system), 'GADGET_FOREIGN');
      assert.equal((await gadgetStatus(system, 'g1')).maker, 'foreign');
      await down('g1', system);
      assert.equal(system.tree(), '');
    });
});
