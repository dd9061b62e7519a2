import { addressesOf } from '../network/link-addresses.js';
import type { NetworkPlan } from '../network/network-plan.js';

/** What has become of a network, in one line. */
export function networkLine({ interface: name, network, steps }: NetworkPlan): string {
  const addresses = addressesOf(network);
  const at = addresses ? ` at ${addresses.device}/${addresses.prefix}` : '';
  return `${name}: ${network.mode}${at}, ${steps.length} steps\n`;
}
