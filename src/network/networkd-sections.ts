import ipaddr from 'ipaddr.js';
import { numberOf, type AddressPlan } from './address-plan.js';
import type { Section } from './configuration-file.js';
import type { ClientNetworkDefinition, DhcpDefinition } from './network-definition.js';

/** How systemd writes a truth. */
export const yes = (value: boolean): string => (value ? 'yes' : 'no');

const isIpv4 = (address: string): boolean => ipaddr.IPv4.isValid(address);

const dnsLines = (servers: readonly string[]): string[] => [
  `EmitDNS=${yes(servers.length > 0)}`,
  ...servers.map((each) => `DNS=${each}`),
];

/** What the DHCP server gives out: by default it tells the host more than is wanted (systemd.network(5), [DHCPServer]). */
export function serverSection(dhcp: DhcpDefinition, { network, hostFirst, hostLast }: AddressPlan): Section {
  const { hostAddress, leaseSeconds, router, dnsServers, searchDomain } = dhcp;
  const first = numberOf(hostAddress ?? hostFirst);
  const last = numberOf(hostAddress ?? hostLast);
  return [
    'DHCPServer',
    [
      `PoolOffset=${first - numberOf(network)}`,
      `PoolSize=${last - first + 1}`,
      `DefaultLeaseTimeSec=${leaseSeconds}`,
      `MaxLeaseTimeSec=${leaseSeconds}`,
      `EmitRouter=${yes(router)}`,
      ...dnsLines(dnsServers.filter(isIpv4)),
      'EmitNTP=no',
      'EmitSIP=no',
      'EmitTimezone=no',
      // The domain of RFC 2132, 3.17: a list of them, as dnsmasq sends, is more than SendOption= can write.
      ...(searchDomain === undefined ? [] : [`SendOption=15:string:${searchDomain}`]),
    ],
  ];
}

/** What tells the host of the local IPv6 network, and that the device leads nowhere else (RFC 4861, 6.2.1). */
export function advertisementSections(
  { dnsServers, searchDomain }: DhcpDefinition,
  ulaPrefix: string,
): Section[] {
  return [
    [
      'IPv6SendRA',
      [
        'RouterLifetimeSec=0',
        ...dnsLines(dnsServers.filter((each) => !isIpv4(each))),
        `EmitDomains=${yes(searchDomain !== undefined)}`,
        ...(searchDomain === undefined ? [] : [`Domains=${searchDomain}`]),
      ],
    ],
    ['IPv6Prefix', [`Prefix=${ulaPrefix}`]],
  ];
}

/** Names are not asked for over the link: whoever is there would answer. */
export const noNames = ['LLMNR=no', 'MulticastDNS=no'] as const;

/** There may be no host, and booting is not to wait for one. */
export const notForBooting: Section = ['Link', ['RequiredForOnline=no']];

/** What a client takes of what the host offers: an address, the rest only if the host is to lead on, and never a name. */
function clientSections({ defaultRoute, ipv6 }: ClientNetworkDefinition): Section[] {
  const use = yes(defaultRoute);
  const common = [`UseDNS=${use}`, `UseNTP=${use}`, 'UseHostname=no'];
  return [
    ['DHCPv4', [...common, `UseRoutes=${use}`, `UseGateway=${use}`]],
    ...(ipv6 === 'off'
      ? []
      : ([
          ['DHCPv6', common],
          ['IPv6AcceptRA', [`UseDNS=${use}`, `UseGateway=${use}`, `UseRoutePrefix=${use}`]],
        ] satisfies Section[])),
  ];
}

/** A link over which the host gives the device an address. */
export function clientLink(network: ClientNetworkDefinition): Section[] {
  const isIpv6Off = network.ipv6 === 'off';
  const lines = [
    `DHCP=${isIpv6Off ? 'ipv4' : 'yes'}`,
    `LinkLocalAddressing=${isIpv6Off ? 'no' : 'ipv6'}`,
    `IPv6AcceptRA=${yes(!isIpv6Off)}`,
    ...noNames,
  ];
  return [notForBooting, ['Network', lines], ...clientSections(network)];
}

/** The addresses of a link that the device gives out. */
export const ownAddresses = (addresses: readonly string[], isIpv6Off: boolean): string[] => [
  ...addresses.map((each) => `Address=${each}`),
  `LinkLocalAddressing=${isIpv6Off ? 'no' : 'ipv6'}`,
  'IPv6AcceptRA=no',
  ...noNames,
  // Programs of the device may listen at its address before there is a host.
  'ConfigureWithoutCarrier=yes',
];
