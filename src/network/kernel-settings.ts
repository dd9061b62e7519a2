import type { NetworkDefinition } from './network-definition.js';

/** A setting of the kernel below /proc/sys (Documentation/networking/ip-sysctl.rst). */
export interface KernelSetting {
  /** Its path, as in `net/ipv4/conf/usb0/rp_filter`. */
  readonly path: string;
  /** What it is to be. */
  readonly value: string;
}

type Row = readonly [family: 'ipv4' | 'ipv6', name: string, value: string];

/** Whoever is at the other end: the link's own address only, no routes around, and no name for another's address. */
const always: readonly Row[] = [
  ['ipv4', 'accept_source_route', '0'],
  ['ipv4', 'arp_ignore', '1'],
  ['ipv4', 'arp_announce', '2'],
  ['ipv4', 'arp_accept', '0'],
  ['ipv4', 'drop_gratuitous_arp', '1'],
  ['ipv4', 'proxy_arp', '0'],
  ['ipv4', 'route_localnet', '0'],
  ['ipv4', 'rp_filter', '1'],
  ['ipv4', 'accept_redirects', '0'],
  ['ipv4', 'secure_redirects', '0'],
  ['ipv4', 'send_redirects', '0'],
  ['ipv6', 'accept_redirects', '0'],
];

const noAdvice: readonly Row[] = [
  ['ipv6', 'accept_ra', '0'],
  ['ipv6', 'autoconf', '0'],
];

const noIpv6: readonly Row[] = [['ipv6', 'disable_ipv6', '1']];

const hostAdvice = (defaultRoute: boolean): readonly Row[] => [
  // 2: also on a board that forwards.
  ['ipv6', 'accept_ra', '2'],
  ['ipv6', 'accept_ra_defrtr', defaultRoute ? '1' : '0'],
  ['ipv6', 'accept_ra_pinfo', '1'],
];

function rowsOf(network: NetworkDefinition): readonly Row[] {
  if (network.mode === 'bridge') return [...always, ...noAdvice, ...noIpv6];
  const ipv6 = network.mode === 'client' ? hostAdvice(network.defaultRoute) : noAdvice;
  return [...always, ...ipv6, ...(network.ipv6 === 'off' ? noIpv6 : [])];
}

/** What the kernel is to do and not to do on an interface. */
export function interfaceSettings(network: NetworkDefinition, name: string): KernelSetting[] {
  return rowsOf(network).map(([family, key, value]) => ({
    path: `net/${family}/conf/${name}/${key}`,
    value,
  }));
}

/** Forwarding between two links, and between no others. */
export function forwardingSettings(...names: readonly string[]): KernelSetting[] {
  return names.map((name) => ({ path: `net/ipv4/conf/${name}/forwarding`, value: '1' }));
}
