import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget } from 'usb-gadget';
import { diffGadget, down, inspectGadget, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { shell } from './shell.js';

describe('inspectGadget', () => {
  it('remembers of gadgets of ours what configfs does not show', async () => {
    const gadget = defineGadget({
      name: 'g1',
      vendorId: 1,
      productId: 2,
      owner: { user: 'kvmd', optional: true },
      functions: [
        { driver: 'ffs', name: 'echo', interfaces: [{ endpoints: [] }] },
        {
          driver: 'ecm',
          interfaceName: 'lan%d',
          deviceAddress: '02:00:00:00:00:01',
          hostAddress: '02:00:00:00:00:02',
        },
      ],
    });
    const system = new SimulatedKernel();
    await up(gadget, system);
    assert.match(system.tree(), /ifname = lan0/);
    const { definition } = await inspectGadget(system, 'g1');
    assert.deepEqual(definition.functions, gadget.functions);
    assert.deepEqual(definition.owner, gadget.owner);
  });

  const foreign = `
    mkdir g1
    write g1/idVendor 1
    mkdir g1/functions/ecm.a
    write g1/functions/ecm.a/ifname pikvm%d
    mkdir g1/functions/ecm.b
    mkdir g1/configs/c.1
    symlink g1/functions/ecm.a g1/configs/c.1/a
    symlink g1/functions/ecm.b g1/configs/c.1/b
    write g1/UDC fe980000.usb`;
  const patterns = async (system: SimulatedKernel): Promise<unknown> =>
    (await inspectGadget(system, 'g1')).definition.functions.map((each) =>
      'interfaceName' in each ? each.interfaceName : undefined,
    );

  it('tells the pattern that an interface has its name from, but for the usual one', async () => {
    const system = new SimulatedKernel();
    await shell(system, foreign);
    assert.deepEqual(await patterns(system), ['pikvm%d', undefined]);
    const { definition } = await inspectGadget(system, 'g1');
    assert.deepEqual((await diffGadget(definition, system)).differences, []);
  });

  it('does not take the name of an interface that was renamed for its pattern', async () => {
    const system = new SimulatedKernel();
    await shell(system, foreign);
    const renaming = new Proxy(system, {
      get: (target, key: keyof SimulatedKernel) =>
        key === 'read'
          ? (path: string) =>
              path.endsWith('/name_assign_type')
                ? Promise.resolve(new TextEncoder().encode('4\n'))
                : target.read(path)
          : (target[key] as () => unknown).bind(target),
    });
    assert.deepEqual(await patterns(renaming), [undefined, undefined]);
  });

  it("tells where a FunctionFS of somebody else's is mounted", async () => {
    const system = new SimulatedKernel();
    await shell(system, 'mkdir g1\nmkdir g1/functions/ffs.a\nmkdir g1/functions/ffs.b');
    await system.mkdir('/dev/ffs a');
    await system.mount('functionfs', 'a', '/dev/ffs a');
    const { definition } = await inspectGadget(system, 'g1');
    assert.deepEqual(definition.functions, [
      { driver: 'ffs', name: 'a', contents: [], mountPoint: '/dev/ffs a' },
      { driver: 'ffs', name: 'b', contents: [] },
    ]);
    await down('g1', system);
    await up(definition, system, { bind: false });
    assert.deepEqual((await inspectGadget(system, 'g1')).definition, definition);
  });

  it('says which gadgets there are if there is none of that name', async () => {
    await assert.rejects(inspectGadget(new SimulatedKernel(), 'g2'), /There is no gadget "g2"/);
  });
});
