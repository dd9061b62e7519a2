import ipaddr from 'ipaddr.js';
import type { AddressPlan } from './address-plan.js';
import type { DhcpDefinition } from './network-definition.js';
import { runFile } from './run-files.js';
import { addressInPrefix } from './ula-prefix.js';

/** Numbers of the addresses that DHCPv6 gives out in the local network. */
const dhcpv6Range = [0x1000, 0x1fff] as const;

/** Seconds between router advertisements, and how long the device is a default router: never (RFC 4861, 6.2.1). */
const routerAdvertisement = '60,0';

const option = (...parts: readonly string[]): string => `--dhcp-option=${parts.join(',')}`;

/** Options 3, 6 and 119 of RFC 2132 and 3397. The first two are always sent: without them dnsmasq sends its own address. */
function hostOptions(
  addresses: AddressPlan,
  { router, dnsServers, searchDomain, options }: DhcpDefinition,
): string[] {
  const ipv4 = dnsServers.filter((each) => ipaddr.IPv4.isValid(each));
  return [
    option('3', ...(router ? [addresses.device] : [])),
    option('6', ...ipv4),
    ...(searchDomain === undefined ? [] : [option('option:domain-search', searchDomain)]),
    ...options.map((each) => option(each)),
  ];
}

/** Addresses of the local network: the host makes its own (RFC 4862), or asks for one. */
function ipv6Words(
  name: string,
  ulaPrefix: string,
  { dnsServers, leaseSeconds, searchDomain }: DhcpDefinition,
): string[] {
  const [first, last] = dhcpv6Range.map((number) => addressInPrefix(ulaPrefix, number));
  const servers = dnsServers.filter((each) => !ipaddr.IPv4.isValid(each)).map((each) => `[${each}]`);
  return [
    '--enable-ra',
    `--ra-param=${name},${routerAdvertisement}`,
    `--dhcp-range=${first},${last},slaac,64,${leaseSeconds}`,
    ...(servers.length ? [option('option6:dns-server', ...servers)] : []),
    ...(searchDomain === undefined ? [] : [option('option6:domain-search', searchDomain)]),
  ];
}

/** The DHCP server of an interface: dnsmasq, with nothing else of it on, bound to that interface. */
export function dnsmasqWords(
  name: string,
  addresses: AddressPlan,
  ulaPrefix: string | undefined,
  dhcp: DhcpDefinition,
): string[] {
  const first = dhcp.hostAddress ?? addresses.hostFirst;
  const last = dhcp.hostAddress ?? addresses.hostLast;
  return [
    'dnsmasq',
    '--conf-file=/dev/null',
    '--port=0',
    `--interface=${name}`,
    '--except-interface=lo',
    '--bind-interfaces',
    '--no-ping',
    '--dhcp-authoritative',
    `--pid-file=${runFile(name, 'dnsmasq.pid')}`,
    `--dhcp-leasefile=${runFile(name, 'leases')}`,
    `--dhcp-range=${first},${last},${addresses.mask},${dhcp.leaseSeconds}`,
    ...hostOptions(addresses, dhcp),
    ...(ulaPrefix === undefined ? [] : ipv6Words(name, ulaPrefix, dhcp)),
  ];
}

/** The same as a service of systemd, which keeps its log and ends it with the machine. */
export function asService(name: string, words: readonly string[]): string[] {
  return [
    'systemd-run',
    '--quiet',
    '--collect',
    `--unit=usb-gadget-dnsmasq-${name}`,
    '--service-type=forking',
    `--property=PIDFile=${runFile(name, 'dnsmasq.pid')}`,
    ...words,
  ];
}
