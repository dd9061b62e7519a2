import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinedSteps } from '../../src/network/joined-steps.js';
import { OtgNet, type OtgNetOptions } from '../../src/network/otg-net.js';
import { planNetwork } from '../../src/network/plan-network.js';

const foreignChains = [{ family: 'ip', table: 'filter', chain: 'FORWARD' }];
const modes: Readonly<Record<string, OtgNetOptions>> = {
  isolated: {},
  nat: { mode: 'nat', uplink: 'eth0' },
  bridge: { mode: 'bridge', uplink: 'eth0' },
  client: { mode: 'client' },
};

describe('the rules of a network', () => {
  for (const [mode, options] of Object.entries(modes))
    it(`${mode}: are one transaction, whatever tables they are in`, () => {
      const { steps } = planNetwork(new OtgNet(options), {
        gadget: 'kvmd',
        function: 'ecm.usb0',
        foreignChains,
      });
      const joined = joinedSteps(steps);
      assert.deepEqual(
        joined.flatMap((each) => each.steps),
        steps,
      );
      const nft = joined.filter(({ action }) => action.op === 'run' && action.words[0] === 'nft');
      assert.equal(nft.length, 1);
      const texts = steps.flatMap(({ action }) =>
        action.op === 'run' && action.words[0] === 'nft' ? (action.input ?? []) : [],
      );
      const [{ action } = { action: undefined }] = nft;
      assert.deepEqual(action?.op === 'run' && action.input, [texts.join('')]);
    });
});
