import { addressesOf } from './link-addresses.js';
import type { NetworkDefinition, Port } from './network-definition.js';
import { mergedPorts } from './ports.js';

/** Ports from the first to the last. */
export type Ports = readonly (readonly [first: number, last: number])[];

/** Where the host's packets may be led on. */
export interface Forwarding {
  /** The interface that leads there. */
  readonly uplink: string;
  /** The network that they come from. */
  readonly subnet: string;
}

/** What may come in over the link: one for each backend to write in its own words. */
export interface FirewallPolicy {
  /** The device's interface. */
  readonly interface: string;
  /** What the interface is for: of an end of its own, of a port of a bridge, of a client of the host. */
  readonly role: 'end' | 'port' | 'client';
  /** The device's IPv4 address on the link, if it is known. */
  readonly device: string | undefined;
  /** The IPv4 network of the link, if it is known: other sources are dropped. */
  readonly subnet: string | undefined;
  /** Whether there is IPv6 at all. */
  readonly ipv6: boolean;
  /** The local IPv6 network of the link. */
  readonly ulaPrefix: string | undefined;
  /** Whether the host may ping. */
  readonly icmp: boolean;
  /** TCP ports. */
  readonly tcp: Ports;
  /** UDP ports. */
  readonly udp: Ports;
  /** Whether the device serves DHCP, and router advertisements where there is a local IPv6 network. */
  readonly serves: boolean;
  /** Where packets are led on; absent for nowhere. */
  readonly forwarding: Forwarding | undefined;
}

/** Ports of DHCP servers (RFC 2131, 4.1; RFC 8415, 7.2). */
const dhcpServerPort = { ipv4: 67, ipv6: 547 };

function udpPorts(network: NetworkDefinition, serves: boolean): readonly Port[] {
  const served = serves
    ? [dhcpServerPort.ipv4, ...('ulaPrefix' in network ? [dhcpServerPort.ipv6] : [])]
    : [];
  return [...network.allowUdp, ...served];
}

/** What a network lets in over the interface. */
export function firewallPolicy(network: NetworkDefinition, name: string): FirewallPolicy {
  const addresses = addressesOf(network);
  const serves = 'dhcp' in network && network.dhcp.serve;
  return {
    interface: name,
    role: network.mode === 'bridge' ? 'port' : network.mode === 'client' ? 'client' : 'end',
    device: addresses?.device,
    subnet: addresses && `${addresses.network}/${addresses.prefix}`,
    ipv6: network.ipv6 !== 'off',
    ulaPrefix: 'ulaPrefix' in network ? network.ulaPrefix : undefined,
    icmp: network.allowIcmp,
    tcp: mergedPorts(network.allowTcp),
    udp: mergedPorts(udpPorts(network, serves)),
    serves,
    forwarding:
      network.mode === 'nat' && addresses
        ? { uplink: network.uplink, subnet: `${addresses.network}/${addresses.prefix}` }
        : undefined,
  };
}
