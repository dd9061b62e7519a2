import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { impatient } from './failing-system.js';
import { rejectsWith } from './rejects.js';

const served = defineGadget({
  name: 'g1',
  vendorId: 1,
  productId: 1,
  functions: [
    { driver: 'ffs', name: 'echo', interfaces: [{ endpoints: [{ direction: 'in', transfer: 'bulk' }] }] },
  ],
});

async function machine(): Promise<SimulatedKernel> {
  const system = new SimulatedKernel({ functionFs: [] });
  await up(served, system, { bind: false });
  system.serve('echo', [{ endpoints: [{ direction: 'in', transfer: 'bulk' }] }]);
  return system;
}

describe('a FunctionFS whose program has its files open', () => {
  it('is removed as soon as the program has ended', async () => {
    const system = await machine();
    await down('g1', system, {
      onProgress: ({ operation, state }) => {
        if (operation.op === 'umount' && state === 'started')
          setImmediate(() => system.serve('echo', undefined));
      },
    });
    assert.equal(system.tree(), '');
    const attempts = system.calls.filter(({ call }) => call === 'unmount');
    assert.deepEqual(
      attempts.map(({ errno }) => errno),
      ['EBUSY', undefined],
    );
  });

  it('stays as it is if the program does not end', async () => {
    const system = impatient(await machine());
    const before = system.tree();
    const { message } = await rejectsWith(down('g1', system), 'OPERATION_FAILED');
    assert.match(message, /EBUSY \(16\). A program has its files open/);
    assert.equal(system.tree(), before);
  });
});
