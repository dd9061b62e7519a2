import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { down, downAll, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { bound, images, keyboard } from './gadgets.js';
import { refuses, rejectsWith } from './rejects.js';

/** The files that were written outside configfs. */
const saved = (system: SimulatedKernel): string[] =>
  system.calls.flatMap(({ call, path }) => (call === 'save' ? [path] : []));

describe('down', () => {
  it('removes everything, and what was saved', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system);
    await down('g1', system);
    assert.equal(system.tree(), '');
    assert.deepEqual([...new Set(saved(system))], ['/run/usb-gadget/g1.json']);
    await assert.rejects(system.read('/run/usb-gadget/g1.json'));
  });

  it('says which gadget is missing, and which there are', async () => {
    const system = new SimulatedKernel();
    await up(keyboard, system);
    const error = await refuses(
      system,
      () => down(['g1', 'g2', '..'], system),
      'GADGET_MISSING',
      'GADGET_MISSING',
    );
    assert.match(error.message, /no gadget "g2". There is g1\./);
  });

  it('gives nodes to their owner again when it fails', async () => {
    const system = new SimulatedKernel({ users: { kvm: 1000 } });
    await up({ ...keyboard, owner: { user: 'kvm' } }, system);
    let count = 0;
    system.fail(({ call }) => call === 'rmdir' && count++ === 0, 'EIO');
    await rejectsWith(down('g1', system), 'OPERATION_FAILED');
    assert.equal((await system.stat('/dev/hidg0')).uid, 1000);
  });

  it('leaves the others alone when it is stopped', async () => {
    const system = new SimulatedKernel({ controllers: ['dummy_udc.0', 'dummy_udc.1'] });
    await up(keyboard, system, { udc: 'dummy_udc.0' });
    await up({ ...keyboard, name: 'g2' }, system, { udc: 'dummy_udc.1' });
    const before = system.tree();
    let calls = 0;
    const onProgress = (): void => {
      if (calls++ === 0) throw new Error('the screen is gone');
    };
    await rejectsWith(down(['g1', 'g2'], system, { onProgress }), 'ABORTED');
    assert.deepEqual([system.tree(), calls], [before, 1]);
  });

  it('removes all gadgets', async () => {
    const system = new SimulatedKernel({ controllers: ['dummy_udc.0', 'dummy_udc.1'] });
    await up(keyboard, system, { udc: 'dummy_udc.0' });
    await up({ ...keyboard, name: 'g2' }, system, { udc: 'dummy_udc.1' });
    assert.equal((await downAll(system)).length, 2);
    assert.equal(system.tree(), '');
  });
});
