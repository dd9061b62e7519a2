import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GadgetError } from 'usb-gadget';
import { OtgNet } from 'usb-gadget/network';
import { networkUp } from 'usb-gadget/live';
import { device, dropNetwork, plugCard, system, unplugCard } from '../network-gadget.js';
import { run } from '../network.js';
import type { CheckGroup, Report } from '../report.js';
import {
  askForLease,
  inHost,
  inLan,
  lanAddress,
  makeUplink,
  networkState,
  removeUplink,
  succeeds,
  uplink,
} from '../stage.js';

const reachesLan = (): Promise<boolean> => succeeds(inHost('ping', '-c', '2', '-W', '3', lanAddress));

const forwards = (name: string): string =>
  readFileSync(`/proc/sys/net/ipv4/conf/${name}/forwarding`, 'utf8').trim();

async function checkNat(report: Report, firewall: 'nftables' | 'iptables'): Promise<void> {
  const before = await networkState();
  const network = new OtgNet({
    mode: 'nat',
    uplink,
    firewall,
    dhcp: { dnsServers: ['1.1.1.1', '9.9.9.9'], searchDomain: 'lan' },
  });
  const name = await report.check(`network: nat, ${firewall}: a card comes up with its network`, () =>
    plugCard(network),
  );
  if (name === undefined) return;
  await report.check(
    `network: nat, ${firewall}: the host is told of the router and the servers of names`,
    async () => {
      const lease = await askForLease('host', name);
      assert.deepEqual([lease?.router, lease?.dns, lease?.search], [device.ipv4, '1.1.1.1 9.9.9.9', 'lan']);
      await inHost('ip', 'route', 'replace', 'default', 'via', device.ipv4);
    },
  );
  await report.check(`network: nat, ${firewall}: the host reaches the uplink, as the device`, async () => {
    assert.ok(await reachesLan());
    assert.deepEqual([forwards('usb0'), forwards(uplink)], ['1', '1']);
    // The one out there has no route back to the host's own address.
    assert.equal(await inLan('ip', 'route', 'show', '172.30.30.0/24'), '');
  });
  await report.check(`network: nat, ${firewall}: the uplink's network does not reach the host`, async () => {
    await inLan('ip', 'route', 'add', '172.30.30.0/24', 'via', '10.99.0.2');
    const host = (await inHost('ip', '-o', '-4', 'address', 'show', 'dev', name)).match(/inet ([\d.]+)/)![1]!;
    assert.equal(await succeeds(inLan('ping', '-c', '2', '-W', '2', host)), false);
    await inLan('ip', 'route', 'delete', '172.30.30.0/24');
  });
  await report.check(`network: nat, ${firewall}: down leaves everything as it was`, async () => {
    await unplugCard();
    assert.deepEqual(await networkState(), before);
  });
}

/** Docker's way: its chain drops what nothing in it accepts. */
async function checkForeignDrop(report: Report): Promise<void> {
  await run('iptables', '-P', 'FORWARD', 'DROP');
  const before = await networkState();
  const network = new OtgNet({ mode: 'nat', uplink });
  await report.check(
    'network: nat: rules of others that drop are told, and not touched if that is said',
    async () => {
      const refused: unknown = await plugCard(network, 'ecm', { touchOthers: false }).catch(
        (error: unknown) => error,
      );
      assert.ok(refused instanceof GadgetError, String(refused));
      assert.equal(refused.code, 'FORWARDING_DROPPED');
      assert.match(refused.message, /ip filter FORWARD/);
      assert.deepEqual(await networkState(), before);
    },
  );
  await report.check('network: nat: the host reaches the uplink though another chain drops', async () => {
    const name = await plugCard(network);
    await askForLease('host', name);
    await inHost('ip', 'route', 'replace', 'default', 'via', device.ipv4);
    assert.ok(await reachesLan());
    // iptables can still read its own chain.
    assert.match(await run('iptables', '-S', 'FORWARD'), /-P FORWARD DROP/);
  });
  await report.check('network: nat: a second net up adds nothing to the chain of others', async () => {
    const once = await run('nft', '-s', 'list', 'ruleset');
    await networkUp(network, 'card', system);
    assert.equal(await run('nft', '-s', 'list', 'ruleset'), once);
    assert.ok(await reachesLan());
  });
  await report.check('network: nat: net down takes its rules out of the chain of others', async () => {
    await dropNetwork();
    assert.doesNotMatch(await run('nft', 'list', 'ruleset'), /usb.gadget/);
    await unplugCard();
    assert.deepEqual(await networkState(), before);
  });
  await run('iptables', '-P', 'FORWARD', 'ACCEPT');
}

/** The host reaches other networks through the device. */
export const networkNat: CheckGroup = {
  name: 'network-nat',
  checks: async (report) => {
    await makeUplink();
    for (const firewall of ['nftables', 'iptables'] as const) await checkNat(report, firewall);
    await checkForeignDrop(report);
    await removeUplink();
  },
};
