import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { Gadget, HidFunction } from 'usb-gadget';
import {
  gadgetStatus,
  inspectGadget,
  listTrials,
  networkStatus,
  upOnTrial,
  watchTrial,
} from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import { writeDocument } from 'usb-gadget/yaml';
import { hostDevice, hostDeviceGone } from '../host.js';
import { Login } from '../login.js';
import { device, plugCard, system, unplugCard } from '../network-gadget.js';
import type { CheckGroup } from '../report.js';
import { askForLease, inHost, networkState, plugHost, succeeds } from '../stage.js';
import { snapshot } from '../snapshot.js';
import { mustUsbGadget } from '../tool.js';
import { waitFor } from '../wait.js';

const port = 2222;
const file = '/tmp/usb-gadget-lab-confirm.yaml';

/** What cuts everybody off who comes over the network card: a gadget of its name that has none. */
const cut = new Gadget({
  name: 'card',
  vendorId: 0x0525,
  productId: 0xa4ac,
  functions: [new HidFunction({ preset: 'keyboard' })],
});
const upCut = ['up', file, '--udc', 'dummy_udc.0', '--confirm'];

const stateIs = (state: string | undefined): Promise<true> =>
  waitFor(`a trial that is ${state}`, async () =>
    (await listTrials(system))[0]?.state === state ? true : undefined,
  );

const isReached = (): Promise<boolean> => succeeds(inHost('ping', '-c', '1', '-W', '1', device.ipv4));

/** A new interface has a new number. */
async function network(): Promise<unknown> {
  const state = Object.entries(await networkState());
  return Object.fromEntries(state.map(([what, text]) => [what, text.replace(/^\d+: /gm, '')]));
}

const gadget = async (): Promise<unknown> => ({
  ...(await inspectGadget(system, 'card')),
  tree: snapshot(),
  networks: (await networkStatus(system)).map((each) => ({ ...each, leases: [] })),
});

/** What is on trial is undone without a confirmation, on a machine that is reached over that very gadget. */
export const confirm: CheckGroup = {
  name: 'confirm',
  checks: async (report) => {
    writeFileSync(file, writeDocument(cut.toDefinition()));
    await report.check('confirm: a login over usb0 that cuts itself off has its way back', async () => {
      const name = await plugCard(new OtgNet({ allowTcp: [port] }));
      assert.ok(await askForLease('host', name));
      const before = [await gadget(), await network()];
      {
        await using login = await Login.open(device.ipv4, port);
        await login.type('echo I am $((6 * 7))', /I am 42/);
        login.start(`${process.execPath} dist/cli.js ${upCut.join(' ')} 8`);
        await hostDevice('0525', 'a4ac');
        await stateIs('waiting');
        assert.deepEqual(await networkStatus(system), []);
        assert.equal(await isReached(), false);
      }
      await stateIs('undone');
      const again = await plugHost('0525', 'a4a2');
      assert.ok(await askForLease('host', again));
      assert.ok(await isReached());
      assert.deepEqual([await gadget(), await network()], before);
    });
    await report.check('confirm: what is confirmed stays', async () => {
      const { stderr } = mustUsbGadget(...upCut, '60');
      assert.match(stderr, /to keep this, within \d+ s: usb-gadget confirm card/);
      const watcher = '/run/usb-gadget/trials/card.watcher';
      assert.ok(existsSync(watcher));
      assert.equal(mustUsbGadget('confirm').stderr, 'card: confirmed\n');
      await waitFor('the watcher to end', () => (existsSync(watcher) ? undefined : true));
      assert.deepEqual(
        (await inspectGadget(system, 'card')).definition.functions,
        cut.toDefinition().functions,
      );
      await unplugCard();
    });
    await report.check('confirm: where there was no gadget there is none again', async () => {
      const watch = (name: string): void => void watchTrial(name, system);
      await upOnTrial(cut, system, { udc: 'dummy_udc.0', seconds: 1, watch });
      assert.equal((await gadgetStatus(system, 'card')).trial?.isWatched, true);
      await stateIs('undone');
      await hostDeviceGone('0525', 'a4ac');
      assert.deepEqual(snapshot(), {});
    });
  },
};
