import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { networkUp } from 'usb-gadget/live';
import {
  formatNetworkd,
  formatNetworkManager,
  OtgNet,
  planNetwork,
  type OtgNetOptions,
} from 'usb-gadget/network';
import { gotAddress, hostNetwork, seenByHost, serveFromHost, stopHostServer } from '../host-server.js';
import { device, dropNetwork, plugCard, system, unplugCard } from '../network-gadget.js';
import {
  managerSays,
  networkd,
  networkManager,
  removeFiles,
  saidBy,
  startManager,
  startUdev,
  stopManager,
  writeFiles,
  type Manager,
} from '../network-manager.js';
import { run } from '../network.js';
import type { CheckGroup, Report } from '../report.js';
import { askForLease, networkState, succeeds } from '../stage.js';
import { waitFor } from '../wait.js';

/** Files of ours for the programs of a board. */
function ourFiles(): string[] {
  const folders = ['/run/systemd/network', '/run/NetworkManager', '/run/udev', '/run/sysctl.d'];
  return folders.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
        each.includes('usb-gadget'),
      );
    } catch {
      return [];
    }
  });
}

const addressesOf = (): Promise<string> =>
  run('ip', '-o', 'address', 'show', 'dev', 'usb0', 'scope', 'global');

const fromDevice = new RegExp(`\\(.*\\) .*${device.mac}`);

const idle = /unmanaged|unavailable|off|disconnected/;

/** What of an interface a network sets. */
const kept =
  /\.(accept_\w+|arp_\w+|autoconf|disable_ipv6|drop_\w+|proxy_arp|route_localnet|rp_filter|\w+_redirects) =/;

async function settings(name: string): Promise<string[]> {
  const all = await run('sysctl', '-a', '--pattern', `^net\\.ipv[46]\\.conf\\.${name}\\.`);
  return all
    .replaceAll(`.${name}.`, '.')
    .split('\n')
    .filter((line) => kept.test(line));
}

async function checkClient(report: Report, manager: Manager): Promise<void> {
  const what = `network: client, ${manager.name}`;
  const before = await networkState();
  await report.check(`${what}: the device gets an address from the host, and its way on`, async () => {
    // It is found by itself, since it runs.
    const name = await plugCard(new OtgNet({ mode: 'client', defaultRoute: true, allowTcp: [22] }));
    await serveFromHost(name);
    await gotAddress();
    assert.ok(await succeeds(run('ping', '-c', '2', '-W', '3', `${hostNetwork}.1`)));
    await waitFor('a default route', async () =>
      (await run('ip', 'route', 'show', 'default')).includes(`via ${hostNetwork}.1 dev usb0`)
        ? true
        : undefined,
    );
  });
  await report.check(`${what}: net down leaves the interface alone, and as it came`, async () => {
    await dropNetwork();
    assert.equal(await addressesOf(), '');
    assert.equal(await run('ip', 'route', 'show', 'default'), '');
    assert.deepEqual(ourFiles(), []);
    await managerSays(manager, idle);
    assert.deepEqual(await settings('usb0'), await settings('default'));
    if (manager === networkManager)
      assert.doesNotMatch(await run('nmcli', '-g', 'NAME', 'connection'), /usb-gadget/);
  });
  await report.check(`${what}: down leaves everything as it was`, async () => {
    await stopHostServer();
    await unplugCard();
    const { names = '', ...after } = await networkState();
    // NetworkManager keeps that file, and writes it when it has something to do first.
    assert.doesNotMatch(names, new RegExp(hostNetwork));
    assert.deepEqual({ ...after, names: before['names'] }, before);
  });
}

async function checkHandsOff(report: Report, manager: Manager): Promise<void> {
  const what = `network: ${manager.name}, which manages all else`;
  writeFiles([manager.catchAll]);
  await startManager(manager);
  await report.check(`${what}, keeps its hands off an isolated network`, async () => {
    try {
      const name = await plugCard(new OtgNet());
      await serveFromHost(name);
      assert.match((await askForLease('host', name))?.address ?? '', /^172\.30\.30\./);
      await managerSays(manager, /unmanaged/);
      assert.doesNotMatch(await saidBy(manager), manager.begins);
      assert.doesNotMatch(seenByHost(), fromDevice);
      assert.match(await addressesOf(), /^\S+ usb0 +inet 172\.30\.30\.1\/24 .*\n$/);
    } finally {
      await stopHostServer();
      await unplugCard();
    }
    assert.deepEqual(ourFiles(), []);
  });
  await report.check(
    `${what}, has the interface otherwise, and lets go of it for an isolated network`,
    async () => {
      try {
        await serveFromHost(await plugCard(undefined));
        // What shows that there is something to keep off.
        await gotAddress();
        assert.match(await saidBy(manager), manager.begins);
        assert.match(seenByHost(), fromDevice);
        await networkUp(new OtgNet(), 'card', system);
        await managerSays(manager, /unmanaged/);
        await waitFor('nothing but the address of the network', async () =>
          /^\S+ usb0 +inet 172\.30\.30\.1\/24 .*\n$/.test(await addressesOf()) ? true : undefined,
        );
        await dropNetwork();
        assert.deepEqual(ourFiles(), []);
      } finally {
        await stopHostServer();
        await unplugCard();
      }
    },
  );
  removeFiles([manager.catchAll]);
  await startManager(manager);
}

const hasAddress = (address: string): Promise<true> =>
  waitFor(`the address ${address}`, async () => ((await addressesOf()).includes(address) ? true : undefined));

interface FilesCheck {
  readonly what: string;
  readonly options: OtgNetOptions;
  readonly holds: (name: string, manager: Manager) => Promise<void>;
}

const filesChecks: readonly FilesCheck[] = [
  {
    what: 'isolated has its addresses',
    options: { ipv6: 'ula', ulaPrefix: 'fd12:3456:789a::/64' },
    holds: async (name, manager) => {
      await hasAddress('172.30.30.1/24');
      await hasAddress('fd12:3456:789a::1/64');
      if (manager !== networkd) return;
      const lease = await askForLease('host', name);
      assert.match(lease?.address ?? '', /^172\.30\.30\.\d+$/);
      assert.deepEqual([lease?.router, lease?.dns, lease?.search], ['', '', '']);
    },
  },
  {
    what: 'nat has its address, and gives the host one',
    options: { mode: 'nat', uplink: 'eth0', subnet: '10.65.0.0/28' },
    holds: async (name) => {
      await hasAddress('10.65.0.1/28');
      const lease = await askForLease('host', name, 60);
      assert.match(lease?.address ?? '', /^10\.65\.0\.([2-9]|1[0-4])$/);
      assert.equal(lease?.router, '10.65.0.1');
    },
  },
  {
    what: 'client has the address that the host gives, and no way on',
    options: { mode: 'client' },
    holds: async (name) => {
      await serveFromHost(name);
      await gotAddress();
      assert.equal(await run('ip', 'route', 'show', 'default'), '');
    },
  },
];

/** The gadget without a network of ours, and the files of a plan for the manager. */
async function checkFiles(
  report: Report,
  manager: Manager,
  { what, options, holds }: FilesCheck,
): Promise<void> {
  await report.check(`network: files for ${manager.name}: ${what}`, async () => {
    const plan = planNetwork(new OtgNet(options), { gadget: 'card', function: 'ecm.usb0' });
    const files = manager === networkd ? formatNetworkd(plan) : formatNetworkManager(plan);
    writeFiles(files);
    await manager.reload();
    try {
      await holds(await plugCard(undefined), manager);
    } catch (error) {
      console.log(await saidBy(manager));
      throw error;
    } finally {
      await stopHostServer();
      await unplugCard();
      removeFiles(files);
      await manager.reload();
    }
  });
}

const checksOf = (manager: Manager): CheckGroup => ({
  name: `network-${manager.name}`,
  checks: async (report) => {
    await startUdev();
    // networkd masquerades with nftables, and gives up an address while it waits for what the kernel loads for that.
    await run('modprobe', '-a', 'nft_chain_nat', 'nft_masq', 'nft_fib_ipv4', 'nft_fib_ipv6');
    await startManager(manager);
    await checkClient(report, manager);
    await checkHandsOff(report, manager);
    for (const each of filesChecks) await checkFiles(report, manager, each);
    await stopManager(manager);
  },
});

/** The programs that manage the interfaces of a machine: as clients, kept off, and with files of ours. */
export const networkManagers: readonly CheckGroup[] = [checksOf(networkd), checksOf(networkManager)];
