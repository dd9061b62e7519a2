import { existsSync, readFileSync, rmSync } from 'node:fs';
import { run } from './network.js';
import { inHost } from './stage.js';
import { waitFor } from './wait.js';

/** The first three numbers of the network that a host shares. */
export const hostNetwork = '192.168.77';

const pidFile = '/tmp/host.pid';
const leases = '/tmp/host.leases';
const log = '/tmp/host.log';

/** A host that shares its network: gives out addresses, itself as router and server of names. */
export async function serveFromHost(name: string): Promise<void> {
  await inHost('ip', 'address', 'replace', `${hostNetwork}.1/24`, 'dev', name);
  await inHost(
    'dnsmasq',
    '--conf-file=/dev/null',
    '--port=0',
    `--interface=${name}`,
    '--bind-interfaces',
    '--no-ping',
    '--dhcp-authoritative',
    `--pid-file=${pidFile}`,
    `--dhcp-leasefile=${leases}`,
    `--log-facility=${log}`,
    `--dhcp-range=${hostNetwork}.50,${hostNetwork}.60,255.255.255.0,1h`,
    `--dhcp-option=3,${hostNetwork}.1`,
    `--dhcp-option=6,${hostNetwork}.1`,
  );
}

/** What the host's server has seen of requests. */
export const seenByHost = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');

/** Ends it, if it runs. */
export async function stopHostServer(): Promise<void> {
  if (existsSync(pidFile)) await inHost('busybox', 'sh', '-c', `kill $(cat ${pidFile})`);
  for (const file of [leases, log, pidFile]) rmSync(file, { force: true });
}

/** The address that the device got of the host. */
export const gotAddress = (): Promise<string> =>
  waitFor('an address from the host', async () => {
    const shown = await run('ip', '-o', '-4', 'address', 'show', 'dev', 'usb0');
    return /inet (192\.168\.77\.\d+)/.exec(shown)?.[1];
  });
