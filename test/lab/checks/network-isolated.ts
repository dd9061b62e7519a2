import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { EthernetDriverName } from 'usb-gadget';
import { OtgNet, type OtgNetOptions } from 'usb-gadget/network';
import { device, plugCard, unplugCard } from '../network-gadget.js';
import { run } from '../network.js';
import type { CheckGroup, Report } from '../report.js';
import {
  askForLease,
  beHostile,
  hostAddressIn,
  inHost,
  lanAddress,
  makeUplink,
  networkState,
  reachableState,
  reachedPorts,
  removeUplink,
  succeeds,
  uplinkAddress,
} from '../stage.js';

const ula = 'fd12:3456:789a::';
const hostAddress = /^172\.30\.30\.([2-9]|\d\d|1\d\d|2[0-4]\d|25[0-4])$/;

/** A quarter of a thousand ports, spread. */
const sample = 263;

const options: OtgNetOptions = {
  ipv6: 'ula',
  ulaPrefix: `${ula}/64`,
  allowTcp: [22, '8000-8002'],
  allowUdp: [5353],
};
const tcp = [22, 8000, 8001, 8002];
const udp = [67, 547, 5353];
const extra = [...tcp, ...udp, 21, 23, 7999, 8003, 53, 68];

const hostileActs = [
  'router-advertisement',
  'ipv6-redirect',
  'ipv4-redirect',
  'gratuitous-arp',
  'arp-claim',
  'arp-other',
  'spoofed-source',
  'dhcp-offer',
  'dhcpv6-reply',
];

async function checkAllPorts(name: string, report: Report, what: string): Promise<void> {
  await report.check(`network: ${what}: of all 65,535 ports of TCP only the allowed answer`, async () => {
    const [reached] = await reachedPorts('usb0', [{ protocol: 'tcp', address: device.ipv4, step: 1 }]);
    assert.deepEqual(reached, tcp);
  });
  await report.check(`network: ${what}: of all 65,535 ports of UDP only the allowed answer`, async () => {
    const [reached] = await reachedPorts('usb0', [
      { protocol: 'udp', address: `${device.ipv6}%${name}`, step: 1 },
    ]);
    assert.deepEqual(reached, udp);
  });
}

async function checkSomePorts(name: string, report: Report, what: string): Promise<void> {
  const addresses = [device.ipv4, uplinkAddress, `${device.ipv6}%${name}`, `${ula}1`];
  await report.check(
    `network: ${what}: only the allowed ports answer, whichever address is asked for`,
    async () => {
      const aims = addresses.flatMap((address) =>
        (['tcp', 'udp'] as const).map((protocol) => ({ protocol, address, step: sample })),
      );
      const reached = await reachedPorts('usb0', aims, extra);
      assert.deepEqual(
        reached,
        aims.map(({ protocol }) => (protocol === 'tcp' ? tcp : udp)),
      );
    },
  );
}

async function checkIsolated(
  report: Report,
  driver: EthernetDriverName,
  firewall: 'nftables' | 'iptables',
): Promise<void> {
  const what = `${driver}, ${firewall}`;
  const before = await networkState();
  const name = await report.check(`network: ${what}: a card comes up with its network`, () =>
    plugCard(new OtgNet({ ...options, firewall }), driver),
  );
  if (name === undefined) return;
  await report.check(
    `network: ${what}: the host gets its lease, and no router and no server of names`,
    async () => {
      const lease = await askForLease('host', name);
      assert.match(lease?.address ?? '', hostAddress);
      assert.deepEqual([lease?.router, lease?.dns, lease?.search], ['', '', '']);
      assert.equal(await inHost('ip', 'route', 'show', 'default'), '');
      assert.equal(await inHost('ip', '-6', 'route', 'show', 'default'), '');
    },
  );
  await report.check(`network: ${what}: ping answers at each address on the link`, async () => {
    await hostAddressIn(ula.slice(0, -1), name);
    for (const address of [device.ipv4, `${device.ipv6}%${name}`, `${ula}1`])
      assert.ok(await succeeds(inHost('ping', '-c', '3', '-i', '0.3', '-W', '3', address)), address);
  });
  await inHost('ip', 'route', 'replace', uplinkAddress, 'via', device.ipv4);
  if (driver === 'ecm') await checkAllPorts(name, report, what);
  await checkSomePorts(name, report, what);
  await report.check(`network: ${what}: nothing is forwarded though the device forwards`, async () => {
    writeFileSync('/proc/sys/net/ipv4/ip_forward', '1');
    await inHost('ip', 'route', 'replace', 'default', 'via', device.ipv4);
    assert.equal(await succeeds(inHost('ping', '-c', '2', '-W', '2', lanAddress)), false);
    writeFileSync('/proc/sys/net/ipv4/ip_forward', '0');
  });
  await report.check(`network: ${what}: a hostile host changes nothing`, async () => {
    const calm = await reachableState();
    const neighbours = await run('ip', 'neighbour', 'show', 'nud', 'permanent');
    for (const act of hostileActs) {
      await beHostile(name, device, act);
      // What is sent comes after what was: an answer says that it has been seen.
      assert.ok(await succeeds(inHost('ping', '-c', '1', '-W', '3', device.ipv4)), `ping after ${act}`);
      assert.deepEqual(await reachableState(), calm, act);
    }
    const after = await run('ip', 'neighbour', 'show', 'dev', 'usb0');
    assert.doesNotMatch(after, /172\.30\.30\.77|10\.99\.0\.1/);
    assert.equal(await run('ip', 'neighbour', 'show', 'nud', 'permanent'), neighbours);
  });
  await report.check(`network: ${what}: down leaves everything as it was`, async () => {
    await unplugCard();
    assert.deepEqual(await networkState(), before);
  });
}

/** All ports once with each firewall, a sample with the other cards. */
const variants = [
  ['ecm', 'nftables'],
  ['ecm', 'iptables'],
  ['ncm', 'nftables'],
  ['rndis', 'iptables'],
] as const;

/** The other pairs of these cards and firewalls: that the server is reached through them. */
const leased = [
  ['ncm', 'iptables'],
  ['rndis', 'nftables'],
] as const;

async function checkLeased(
  report: Report,
  driver: EthernetDriverName,
  firewall: 'nftables' | 'iptables',
): Promise<void> {
  await report.check(`network: ${driver}, ${firewall}: the host gets its lease`, async () => {
    const name = await plugCard(new OtgNet({ ...options, firewall }), driver);
    assert.match((await askForLease('host', name))?.address ?? '', hostAddress);
    assert.ok(await succeeds(inHost('ping', '-c', '3', '-i', '0.3', '-W', '3', device.ipv4)));
    await unplugCard();
  });
}

/** The host reaches the device, as far as it may, and nothing else. */
export const networkIsolated: CheckGroup = {
  name: 'network-isolated',
  checks: async (report) => {
    await makeUplink();
    for (const [driver, firewall] of variants) await checkIsolated(report, driver, firewall);
    for (const [driver, firewall] of leased) await checkLeased(report, driver, firewall);
    await removeUplink();
  },
};
