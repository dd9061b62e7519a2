import assert from 'node:assert/strict';
import { OtgNet } from 'usb-gadget/network';
import { networkUp } from 'usb-gadget/live';
import { plugCard, system, unplugCard } from '../network-gadget.js';
import { run } from '../network.js';
import type { CheckGroup } from '../report.js';
import {
  askForLease,
  beHostile,
  inHost,
  inLan,
  lanAddress,
  makeUplink,
  networkState,
  reachableState,
  reachedPorts,
  removeUplink,
  succeeds,
  uplink,
  uplinkAddress,
} from '../stage.js';

const lanServer = [
  'dnsmasq',
  '--conf-file=/dev/null',
  '--port=0',
  '--interface=lan0',
  '--bind-interfaces',
  '--no-ping',
  '--pid-file=/tmp/lan.pid',
  '--dhcp-leasefile=/tmp/lan.leases',
  '--dhcp-range=10.99.0.50,10.99.0.60,255.255.255.0,1h',
];

const network = new OtgNet({ mode: 'bridge', uplink, allowTcp: [22] });

/** The host is in the network of the uplink. */
export const networkBridge: CheckGroup = {
  name: 'network-bridge',
  checks: async (report) => {
    await makeUplink();
    const before = await networkState();
    await inLan(...lanServer);
    const name = await report.check('network: bridge: a card comes up with its network', () =>
      plugCard(network),
    );
    if (name === undefined) return;
    await report.check('network: bridge: the host gets an address of the network outside', async () => {
      const lease = await askForLease('host', name, 30);
      assert.match(lease?.address ?? '', /^10\.99\.0\.(5\d|60)$/);
    });
    await report.check('network: bridge: host, device and network outside reach one another', async () => {
      assert.ok(await succeeds(inHost('ping', '-c', '2', '-W', '3', lanAddress)));
      assert.ok(await succeeds(inHost('ping', '-c', '2', '-W', '3', uplinkAddress)));
      assert.ok(await succeeds(run('ping', '-c', '2', '-W', '3', lanAddress)));
      assert.match(await run('ip', 'route', 'show', 'default'), /via 10\.99\.0\.1 dev br-usb/);
    });
    await report.check('network: bridge: only the allowed port of the device answers the host', async () => {
      const aims = [
        { protocol: 'tcp', address: uplinkAddress, step: 131 },
        { protocol: 'udp', address: uplinkAddress, step: 131 },
      ] as const;
      assert.deepEqual(await reachedPorts('usb0', aims, [22, 23, 53, 67, 68, 80]), [[22], []]);
    });
    await report.check('network: bridge: a hostile host changes nothing on the device', async () => {
      const calm = await reachableState();
      const ipv6 = /inet6 (fe80:\S+)\//.exec(
        await run('ip', '-o', '-6', 'address', 'show', 'dev', 'br-usb'),
      )![1]!;
      const mac = /link\/ether (\S+)/.exec(await run('ip', '-o', 'link', 'show', 'br-usb'))![1]!;
      for (const what of ['router-advertisement', 'ipv6-redirect', 'ipv4-redirect']) {
        await beHostile(name, { mac, ipv4: uplinkAddress, ipv6 }, what);
        assert.ok(await succeeds(inHost('ping', '-c', '1', '-W', '3', uplinkAddress)), what);
        assert.deepEqual(await reachableState(), calm, what);
      }
    });
    await report.check('network: bridge: a second net up changes nothing', async () => {
      const once = await run('ip', '-4', 'route', 'show', 'table', 'all');
      await networkUp(network, 'card', system);
      assert.equal(await run('ip', '-4', 'route', 'show', 'table', 'all'), once);
      assert.ok(await succeeds(run('ping', '-c', '2', '-W', '3', lanAddress)));
    });
    await report.check('network: bridge: down puts the uplink back as it was', async () => {
      await unplugCard();
      await inLan('busybox', 'sh', '-c', 'kill $(cat /tmp/lan.pid)');
      const after = await networkState();
      assert.deepEqual({ ...after, processes: '' }, { ...before, processes: '' });
      assert.ok(await succeeds(run('ping', '-c', '2', '-W', '3', lanAddress)));
    });
    await removeUplink();
  },
};
