import { functionName } from '../functions/function-name.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import type { NetworkDefinition } from './network-definition.js';

/** Drivers of Ethernet functions: each makes a network interface. */
const ethernetDrivers: readonly string[] = ['ecm', 'geth', 'eem', 'ncm', 'rndis'];

/** The Ethernet functions that the host sees, by name, in the order in which they get their interfaces. */
export function ethernetFunctions({ functions, configurations }: GadgetDefinition): string[] {
  const names = functions.filter(({ driver }) => ethernetDrivers.includes(driver)).map(functionName);
  const linked = configurations.flatMap((each) => each.functions);
  return [...new Set(linked)].filter((name) => names.includes(name));
}

/** The Ethernet function that a network runs over: the one that it names, else the gadget's only one. */
export function functionOf(network: NetworkDefinition, gadget: GadgetDefinition): string | undefined {
  const names = ethernetFunctions(gadget);
  if (network.function !== undefined) return names.find((name) => name === network.function);
  return names.length === 1 ? names[0] : undefined;
}
