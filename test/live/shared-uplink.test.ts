import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EthernetFunction, Gadget } from 'usb-gadget';
import { down, networkDown, up } from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import { SimulatedKernel } from 'usb-gadget/testing';

describe('two networks over one uplink', () => {
  const setting = '/proc/sys/net/ipv4/conf/eth0/forwarding';
  const cards = new Gadget({
    name: 'cards',
    vendorId: 1,
    productId: 2,
    functions: ['a', 'b'].map((name) => new EthernetFunction({ driver: 'ecm', name, macSeed: name })),
  });
  const networks = [1, 2].map(
    (each) =>
      new OtgNet({
        mode: 'nat',
        uplink: 'eth0',
        function: each === 1 ? 'ecm.a' : 'ecm.b',
        subnet: `10.0.${each}.0/24`,
      }),
  );
  const ends: Readonly<Record<string, (kernel: SimulatedKernel) => Promise<unknown>>> = {
    'both go': (kernel) => networkDown('cards', kernel),
    'their gadget goes': (kernel) => down('cards', kernel),
    'neither is wanted any more': (kernel) => up(cards, kernel, { networks: [] }),
    'the first goes first': async (kernel) => {
      for (const each of ['ecm.a', 'ecm.b']) await networkDown('cards', kernel, each);
    },
    'the second goes first': async (kernel) => {
      for (const each of ['ecm.b', 'ecm.a']) await networkDown('cards', kernel, each);
    },
  };
  for (const [when, end] of Object.entries(ends))
    for (const first of [networks, networks.slice(0, 1)])
      it(`leave it as it was before both, ${first.length} of them made at first, when ${when}`, async () => {
        const kernel = new SimulatedKernel();
        const text = async (): Promise<string> =>
          Buffer.from(await kernel.read(setting))
            .toString()
            .trim();
        assert.equal(await text(), '0');
        for (const wanted of [first, networks]) await up(cards, kernel, { networks: wanted });
        assert.equal(await text(), '1');
        await end(kernel);
        assert.equal(await text(), '0');
      });
});
