import { linkAddresses } from '../../network/link-addresses.js';
import type { NetworkMode } from '../../network/network-definition.js';
import { formatRules } from '../../network/format-network-text.js';
import { runFile } from '../../network/run-files.js';
import type { System } from '../../system/system.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { networkFaults } from './network-faults.js';
import { networkStates } from '../state/network-state.js';
import { textOf } from '../machine/text-file.js';

/** An address that the DHCP server has given out. */
export interface Lease {
  /** The address. */
  readonly address: string;
  /** The MAC address of the host; empty for IPv6. */
  readonly macAddress: string;
  /** What the host calls itself; empty if it does not say. */
  readonly hostName: string;
  /** When it ends, in seconds since 1970. */
  readonly expires: number;
}

/** A network of ours on a machine. */
export interface NetworkStatus {
  /** The gadget. */
  readonly gadget: string;
  /** The Ethernet function. */
  readonly function: string;
  /** The interface that the network is over. */
  readonly interface: string;
  /** How the two ends reach one another. */
  readonly mode: NetworkMode;
  /** The device's address on the link with its prefix; empty where others give it one. */
  readonly address: string;
  /** The rules of its firewall. */
  readonly rules: string;
  /** Addresses that hosts have. */
  readonly leases: readonly Lease[];
  /** What is not as it was made, one sentence each; `net up` mends it. */
  readonly faults: readonly string[];
}

/** dnsmasq's lease file: expiry, MAC address or a number of IPv6, address, name or `*`, identifier (dnsmasq, src/lease.c). */
export function readLeases(text: string): Lease[] {
  return text.split('\n').flatMap((line) => {
    const [expires = '', mark = '', address = '', name = ''] = line.split(' ');
    if (!/^\d+$/.test(expires) || !address) return [];
    return [
      {
        address,
        macAddress: mark.includes(':') ? mark : '',
        hostName: name === '*' ? '' : name,
        expires: Number(expires),
      },
    ];
  });
}

/** The networks that we made, with what is no longer so of them. */
export async function networkStatus(system: System, options: ConfigfsOptions = {}): Promise<NetworkStatus[]> {
  const found: NetworkStatus[] = [];
  for (const { plan, unfinished } of await networkStates(system)) {
    const { gadget, function: over, interface: name, network } = plan;
    found.push({
      gadget,
      function: over,
      interface: name,
      mode: network.mode,
      address: linkAddresses(network).ipv4[0] ?? '',
      rules: formatRules(plan),
      leases: readLeases(await textOf(system, runFile(name, 'leases'))),
      faults: [
        ...(unfinished ? ['It was begun and not finished.'] : []),
        ...(await networkFaults(plan, system, options)),
      ],
    });
  }
  return found;
}
