import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { down, LiveGadget } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { keyboard } from './gadgets.js';

describe('a live gadget at the end of its scope', () => {
  const goings: Readonly<Record<string, (gadget: LiveGadget, system: SimulatedKernel) => Promise<unknown>>> =
    {
      'by itself': (gadget) => gadget.down(),
      'by somebody else': (_, system) => down('g1', system),
      'by an earlier end': (gadget) => gadget[Symbol.asyncDispose](),
    };
  for (const [how, goes] of Object.entries(goings))
    it(`may have gone already: ${how}`, async () => {
      const system = new SimulatedKernel();
      {
        await using gadget = await LiveGadget.up(keyboard, system);
        await goes(gadget, system);
      }
      assert.equal(system.tree(), '');
    });

  it('leaves alone what came up under its name after it went down', async () => {
    const system = new SimulatedKernel();
    {
      await using gadget = await LiveGadget.up(keyboard, system);
      await gadget.down();
      await LiveGadget.up(keyboard, system);
    }
    assert.notEqual(system.tree(), '');
  });
});
