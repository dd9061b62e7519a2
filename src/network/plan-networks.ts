import { definitionOf, type GadgetSource } from '../gadget/gadget-source.js';
import { predictedInterfaces } from './interface-names.js';
import type { NetworkPlace } from './network-place.js';
import type { NetworkPlan } from './network-plan.js';
import { networkOf, type NetworkSource } from './otg-net.js';
import { planNetwork } from './plan-network.js';
import { functionOf } from './ethernet-functions.js';

/**
 * The plans for the networks of a gadget on a board that has just been started: each over its network card, whose interface has the
 * name that it will get there.
 *
 * @param gadget - valid together with the networks: {@link validateNetworks} says.
 * @param place - what else is known of the board. Default: nothing.
 * @returns one plan for each network, in their order.
 *
 * @example
 * ```ts
 * for (const plan of planNetworks(gadget, [new OtgNet({ allowTcp: [22] })])) console.log(formatNetworkPlan(plan));
 * ```
 */
export function planNetworks(
  gadget: GadgetSource,
  networks: readonly NetworkSource[],
  place: Omit<NetworkPlace, 'gadget' | 'function' | 'interface'> = {},
): NetworkPlan[] {
  const definition = definitionOf(gadget);
  const names = predictedInterfaces(definition);
  return networks.map((source) => {
    const over = functionOf(networkOf(source), definition)!;
    return planNetwork(source, {
      ...place,
      gadget: definition.name,
      function: over,
      interface: names.get(over)!,
    });
  });
}
