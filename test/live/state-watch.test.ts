import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { down, StateWatch, up, waitForState } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { keyboard } from './gadgets.js';
import { rejectsWith } from './rejects.js';

const udc = 'fe980000.usb';

describe('waitForState', () => {
  for (const kernel of ['5.10', '6.12'])
    it(`waits for the host of this bind on ${kernel}, not for what is left of the one before`, async () => {
      const system = new SimulatedKernel({ kernel });
      await waitForState(udc, 'configured', system, 1000, () => up(keyboard, system));
      await down('g1', system);
      system.setHost(udc, 'away');
      const error = await rejectsWith(
        waitForState(udc, 'configured', system, 10, () => up(keyboard, system)),
        'HOST_STATE_TIMEOUT',
      );
      assert.match(
        error.message,
        kernel === '5.10' ? /says "not attached"/ : /no change and still says "configured"/,
      );
      await down('g1', system);
      await waitForState(udc, 'configured', system, 10_000, async () => {
        await up(keyboard, system);
        setImmediate(() => system.setHost(udc, 'configured'));
      });
    });

  it('tells a controller that is not there before it does anything', async () => {
    const system = new SimulatedKernel();
    await rejectsWith(
      waitForState('x', 'configured', system, 1, () => up(keyboard, system)),
      'CONTROLLER_MISSING',
    );
    assert.deepEqual(system.calls, []);
  });

  it('no longer listens once it is disposed of', async () => {
    const system = new SimulatedKernel();
    const watch = await StateWatch.begin(udc, system);
    await watch[Symbol.asyncDispose]();
    await up(keyboard, system);
    assert.equal(await watch.now(), 'configured');
  });
});
