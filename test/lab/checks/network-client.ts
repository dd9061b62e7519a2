import assert from 'node:assert/strict';
import { OtgNet, type DhcpClient } from 'usb-gadget/network';
import { gotAddress, hostNetwork, serveFromHost, stopHostServer } from '../host-server.js';
import { plugCard, unplugCard } from '../network-gadget.js';
import { run } from '../network.js';
import type { CheckGroup, Report } from '../report.js';
import { makeUplink, networkState, reachedPorts, removeUplink, succeeds } from '../stage.js';

async function checkClient(report: Report, client: DhcpClient, defaultRoute: boolean): Promise<void> {
  const before = await networkState();
  const what = `network: client, ${client}${defaultRoute ? ', default route' : ''}`;
  await report.check(`${what}: the device gets an address from the host`, async () => {
    const name = await plugCard(new OtgNet({ mode: 'client', client, defaultRoute, allowTcp: [22] }));
    await serveFromHost(name);
    await gotAddress();
    assert.ok(await succeeds(run('ping', '-c', '2', '-W', '3', `${hostNetwork}.1`)));
  });
  await report.check(
    `${what}: it reaches other networks through the host only if that is wanted`,
    async () => {
      const routes = await run('ip', 'route', 'show', 'default');
      assert.equal(routes.includes(`via ${hostNetwork}.1`), defaultRoute, routes);
    },
  );
  await report.check(`${what}: only the allowed port of the device answers`, async () => {
    const aims = [{ protocol: 'tcp', address: await gotAddress(), step: 521 }] as const;
    assert.deepEqual(await reachedPorts('usb0', aims, [22, 80]), [[22]]);
  });
  await report.check(`${what}: down leaves everything as it was`, async () => {
    await stopHostServer();
    await unplugCard();
    assert.deepEqual(await networkState(), before);
  });
}

/** The host gives the device an address. */
export const networkClient: CheckGroup = {
  name: 'network-client',
  checks: async (report) => {
    await makeUplink();
    await checkClient(report, 'udhcpc', false);
    await checkClient(report, 'udhcpc', true);
    await checkClient(report, 'dhcpcd', false);
    await removeUplink();
  },
};
