import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { down, downAll, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { bound, images, keyboard } from './gadgets.js';
import { refuses } from './rejects.js';

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
    assert.match(error.message, /no gadget "g2". There are g1/);
  });

  it('removes all gadgets', async () => {
    const system = new SimulatedKernel({ controllers: ['dummy_udc.0', 'dummy_udc.1'] });
    await up(keyboard, system, { udc: 'dummy_udc.0' });
    await up({ ...keyboard, name: 'g2' }, system, { udc: 'dummy_udc.1' });
    assert.equal((await downAll(system)).length, 2);
    assert.equal(system.tree(), '');
  });
});
