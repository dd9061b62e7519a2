import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { hostDevice, hostInterfaces, networkInterface } from './host.js';
import { run } from './network.js';
import { waitFor } from './wait.js';

/** Where the device and two others are: the host at the end of the cable, and one in the network of the device's uplink. */
export const uplink = 'up0';
export const lanAddress = '10.99.0.1';
export const uplinkAddress = '10.99.0.2';

const programs = 'test/lab/programs';
const python = '/usr/bin/python3';

export const inHost = (...command: string[]): Promise<string> =>
  run('ip', 'netns', 'exec', 'host', ...command);
export const inLan = (...command: string[]): Promise<string> => run('ip', 'netns', 'exec', 'lan', ...command);

/** Whether a command succeeds. */
export const succeeds = (command: Promise<string>): Promise<boolean> =>
  command.then(
    () => true,
    () => false,
  );

/** Lays the cable of the uplink: the device at one end, a namespace at the other. */
export async function makeUplink(): Promise<void> {
  await run('ip', 'netns', 'add', 'lan');
  await run('ip', 'link', 'add', uplink, 'type', 'veth', 'peer', 'name', 'lan0', 'netns', 'lan');
  await run('ip', 'address', 'add', `${uplinkAddress}/24`, 'dev', uplink);
  // Its link-local address is there at once, and so is the same each time that the state is looked at.
  writeFileSync(`/proc/sys/net/ipv6/conf/${uplink}/accept_dad`, '0');
  await run('ip', 'link', 'set', uplink, 'up');
  await inLan('ip', 'address', 'add', `${lanAddress}/24`, 'dev', 'lan0');
  await inLan('ip', 'link', 'set', 'lan0', 'up');
  await inLan('ip', 'link', 'set', 'lo', 'up');
  await run('ip', 'route', 'add', 'default', 'via', lanAddress);
}

export async function removeUplink(): Promise<void> {
  await succeeds(run('ip', 'link', 'delete', uplink));
  await succeeds(run('ip', 'netns', 'delete', 'lan'));
}

/** Moves an interface into the namespace of the host, and raises it there. */
async function moveToHost(name: string): Promise<void> {
  await succeeds(run('ip', 'netns', 'delete', 'host'));
  await run('ip', 'netns', 'add', 'host');
  await inHost('ip', 'link', 'set', 'lo', 'up');
  await run('ip', 'link', 'set', name, 'netns', 'host');
  // A queue that loses nothing: the default one drops packets that have waited for long.
  await inHost('tc', 'qdisc', 'replace', 'dev', name, 'root', 'pfifo', 'limit', '10000');
  await inHost('ip', 'link', 'set', name, 'up');
}

const patienceForCarrier = 5;

/** The host's end in a namespace of its own; gives its name. A host that missed that there is a link is plugged in again. */
export async function plugHost(idVendor: string, idProduct: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const device = await hostDevice(idVendor, idProduct);
    const interfaces = await hostInterfaces(device);
    // CDC's control interface (USB CDC 1.2, 4.2), among others or as the only function.
    const control = interfaces.find((each) => each.class === '02') ?? interfaces[0]!;
    const { name } = await networkInterface(control);
    await moveToHost(name);
    const hasCarrier = await waitFor(
      `a carrier on ${name}`,
      async () => ((await inHost('cat', `/sys/class/net/${name}/carrier`)).trim() === '1' ? true : undefined),
      patienceForCarrier,
    ).catch(() => false);
    if (hasCarrier) return name;
    if (attempt === 3) throw new Error(`the host never gets a carrier on ${name}`);
    writeFileSync(`${device.path}/authorized`, '0');
    writeFileSync(`${device.path}/authorized`, '1');
  }
}

const leaseScript = '/tmp/lease.sh';
const leaseFile = '/tmp/lease';

/** What a DHCP server gave: empty where it gave nothing of the kind. */
export interface HostLease {
  readonly address: string;
  readonly router: string;
  readonly dns: string;
  readonly search: string;
}

/** Asks for an address for an interface of a namespace; undefined if nobody gives one. */
export async function askForLease(
  namespace: string,
  name: string,
  tries = 20,
): Promise<HostLease | undefined> {
  writeFileSync(
    leaseScript,
    `#!/bin/sh\n[ "$1" = bound ] || exit 0\nip address replace "$ip/$mask" dev "$interface"\nprintf '%s\\n' "$ip" "$router" "$dns" "$search" >${leaseFile}\n`,
    { mode: 0o755 },
  );
  rmSync(leaseFile, { force: true });
  const options = ['-f', '-n', '-q', '-O', 'search', '-t', String(tries), '-T', '1', '-s', leaseScript];
  const got = await succeeds(
    run('ip', 'netns', 'exec', namespace, 'busybox', 'udhcpc', ...options, '-i', name),
  );
  if (!got) return undefined;
  const [address = '', router = '', dns = '', search = ''] = readFileSync(leaseFile, 'utf8').split('\n');
  return { address, router, dns, search };
}

/** Waits until an interface of the host has an address of a network of IPv6 that it has found to be its own (RFC 4862, 5.4). */
export const hostAddressIn = (prefix: string, name: string): Promise<true> =>
  waitFor(`an address of the host in ${prefix}`, async () => {
    const usable = ['address', 'show', 'dev', name, 'scope', 'global', '-tentative'];
    return (await inHost('ip', '-6', '-o', ...usable)).includes(` ${prefix}`) ? true : undefined;
  });

const received = (name: string): number =>
  Number(readFileSync(`/sys/class/net/${name}/statistics/rx_packets`, 'utf8'));

/** What is to be tried: `tcp 10.0.0.1`, all ports or each of so many. */
export interface Aim {
  readonly protocol: 'tcp' | 'udp';
  /** The address, with a zone where it needs one. */
  readonly address: string;
  readonly step: number;
}

/** A listener on the device that packets reach which the firewall lets in. */
export interface Listener {
  /** What packets carry that count. */
  readonly mark: number;
  /** Ends it; gives the ports by protocol and address, as in `tcp 10.0.0.1`. */
  close(): Promise<ReadonlyMap<string, readonly number[]>>;
}

export async function openListener(): Promise<Listener> {
  const mark = 0x5eed_0000 + Math.floor(Math.random() * 0xffff);
  const listener = spawn(python, [`${programs}/receive-ports.py`, String(mark)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let told = '';
  listener.stdout.on('data', (data: Buffer) => (told += data.toString()));
  await waitFor('the listener', () => (told.startsWith('ready\n') ? true : undefined));
  return {
    mark,
    close: async () => {
      const closed = once(listener, 'close');
      listener.stdin.end();
      await closed;
      const lines = told.split('\n').slice(1, -1);
      return new Map(
        lines.map((line) => {
          const [name, address, ...ports] = line.split(' ');
          return [`${name} ${address}`, ports.map(Number)] as const;
        }),
      );
    },
  };
}

/** Sends to each of so many ports of the device from the host, and to the named ones; gives how many that were. */
export async function sendToPorts(
  protocol: 'tcp' | 'udp',
  address: string,
  mark: number,
  step: number,
  extra: readonly number[],
): Promise<number> {
  const parameters = [protocol, address, String(mark), String(step), ...extra.map(String)];
  return Number(await inHost(python, `${programs}/send-ports.py`, ...parameters));
}

/** Sends to many ports of the device from the host, and gives those at which a listener on the device was reached, by aim. */
export async function reachedPorts(
  over: string,
  aims: readonly Aim[],
  extra: readonly number[] = [],
): Promise<(readonly number[])[]> {
  const listener = await openListener();
  for (const { protocol, address, step } of aims) {
    // Neighbours are asked for first, since only a few packets wait for them.
    await succeeds(inHost('ping', '-c', '1', '-W', '2', address));
    const before = received(over);
    const sent = await sendToPorts(protocol, address, listener.mark, step, extra);
    await waitFor(`${sent} packets to ${address}`, () =>
      received(over) - before >= sent ? true : undefined,
    );
  }
  const lines = await listener.close();
  return aims.map(({ protocol, address }) => lines.get(`${protocol} ${address.replace(/%.*/, '')}`) ?? []);
}

/** iptables leaves the chains of the kernel behind, without rules and so without effect. */
function withoutEmptyChains(rules: string): string {
  const chains = rules.replace(/\tchain \w+ \{\n\t\ttype [^\n]*policy accept;\n\t\}\n\n?/g, '');
  return chains.replace(/table \w+ \w+ \{\n\}\n/g, '');
}

/** Routes, but for those to link-local addresses of its own: they come a moment after the address, once nobody else was found to have it (RFC 4862, 5.4). */
const settledRoutes = async (...family: readonly string[]): Promise<string> =>
  (await run('ip', ...family, 'route', 'show', 'table', 'all'))
    .replace(/ expires \S+/g, '')
    .replace(/^local fe80:.*\n/gm, '');

/** Everything of a machine that a network may change, but for counters and what comes and goes by itself. */
export async function networkState(): Promise<Readonly<Record<string, string>>> {
  const settings = await run('sysctl', '-a', '--pattern', '^net\\.ipv[46]\\.(conf|ip_forward)');
  const processes = (await run('ps', '-eo', 'comm,args'))
    .split('\n')
    .filter((line) => /^(dnsmasq|dhcpcd|udhcpc|busybox)/.test(line));
  return {
    addresses: (await run('ip', '-o', 'address')).replace(/ (valid|preferred)_lft \S+|tentative ?/g, ''),
    routes: await settledRoutes(),
    routes6: await settledRoutes('-6'),
    links: (await run('ip', '-o', 'link')).replace(/ qdisc \S+| state \S+|,?LOWER_UP|,?NO-CARRIER/g, ''),
    rules: withoutEmptyChains(await run('nft', '-s', 'list', 'ruleset')),
    settings,
    processes: processes.join('\n'),
    names: readFileSync('/etc/resolv.conf', 'utf8'),
  };
}

/** What a host may try to change from outside. */
export async function reachableState(): Promise<Readonly<Record<string, string>>> {
  return {
    addresses: (await run('ip', '-o', 'address')).replace(/ (valid|preferred)_lft \S+/g, ''),
    routes: await run('ip', 'route', 'show', 'table', 'all'),
    routes6: await run('ip', '-6', 'route', 'show', 'table', 'all'),
    cached: await run('ip', 'route', 'show', 'cache'),
    cached6: await run('ip', '-6', 'route', 'show', 'cache'),
    names: readFileSync('/etc/resolv.conf', 'utf8'),
  };
}

/** Runs one of the acts of a hostile host. */
export async function beHostile(
  name: string,
  device: { mac: string; ipv4: string; ipv6: string },
  what: string,
): Promise<void> {
  await inHost(python, `${programs}/hostile-host.py`, name, device.mac, device.ipv4, device.ipv6, what);
}
