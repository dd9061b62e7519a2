import { planAddresses, type AddressPlan } from './address-plan.js';
import type { NetworkDefinition } from './network-definition.js';
import { addressInPrefix } from './ula-prefix.js';

/** The addresses of a network in which the device gives them out. */
export function addressesOf(network: NetworkDefinition): AddressPlan | undefined {
  const plan = 'subnet' in network ? planAddresses(network.subnet) : undefined;
  return typeof plan === 'object' ? plan : undefined;
}

/** The device's addresses on the link with their prefixes, of IPv4 and IPv6, where it gives them out. */
export function linkAddresses(network: NetworkDefinition): {
  readonly ipv4: string[];
  readonly ipv6: string[];
} {
  const addresses = addressesOf(network);
  const ulaPrefix = 'ulaPrefix' in network ? network.ulaPrefix : undefined;
  return {
    ipv4: addresses ? [`${addresses.device}/${addresses.prefix}`] : [],
    ipv6: ulaPrefix ? [`${addressInPrefix(ulaPrefix, 1)}/64`] : [],
  };
}
