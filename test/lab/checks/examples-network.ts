import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { exampleOf, useExample } from '../example.js';
import { hostDevice, hostInterfaces, networkInterface } from '../host.js';
import { cut, lay, pingBothWays } from '../network.js';
import type { Report } from '../report.js';
import {
  askForLease,
  inHost,
  lanAddress,
  makeUplink,
  plugHost,
  removeUplink,
  succeeds,
  uplink,
} from '../stage.js';
import { waitFor } from '../wait.js';

const ids = ['1d6b', '0103'] as const;

/** The driver that the host has for the first interface of the configuration that it has chosen. */
const driverOf = async (): Promise<string | undefined> =>
  (await hostInterfaces(await hostDevice(...ids)))[0]!.driver;

/** Examples with a network card. */
export async function examplesOfNetwork(report: Report): Promise<void> {
  await report.check('examples: both ends of the network card answer', async () =>
    useExample(await exampleOf('usb-network-card'), async (device, live) => {
      const [card] = await hostInterfaces(device);
      const { functions } = await live.status();
      const cable = await lay(functions[0]!.device!.names[0]!, (await networkInterface(card!)).name);
      try {
        await pingBothWays(cable);
      } finally {
        await cut(cable);
      }
    }),
  );
  await report.check('examples: the host finds RNDIS in one configuration, and ECM in the other', async () =>
    useExample(await exampleOf('windows-and-macos-network'), async ({ path }) => {
      for (const [number, driver] of [
        ['1', 'rndis_host'],
        ['2', 'cdc_ether'],
      ] as const) {
        writeFileSync(`${path}/bConfigurationValue`, number);
        await waitFor(`the driver ${driver}`, async () => ((await driverOf()) === driver ? true : undefined));
      }
    }),
  );
}

/** The example that leads the host on. */
export async function exampleOfRouter(report: Report): Promise<void> {
  await report.check('examples: the host reaches the network behind the router', async () => {
    const { gadget, network } = await exampleOf('internet-router');
    await makeUplink();
    await useExample({ gadget, network: network!.with({ uplink }) }, async () => {
      const lease = await askForLease('host', await plugHost(...ids));
      assert.equal(lease?.router, '172.30.30.1');
      assert.equal(lease.dns, '9.9.9.9 149.112.112.112');
      await inHost('ip', 'route', 'replace', 'default', 'via', lease.router);
      assert.ok(await succeeds(inHost('ping', '-c', '2', '-W', '3', lanAddress)));
    });
    await removeUplink();
  });
}
