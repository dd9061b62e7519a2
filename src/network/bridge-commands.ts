import type { BridgeNetworkDefinition } from './network-definition.js';
import type { UplinkState } from './network-place.js';

/** Lines for `ip -batch` that make a bridge of the uplink and the interface; what the uplink was, the bridge is then. */
export function bridgeCommands(
  { bridge, uplink }: BridgeNetworkDefinition,
  name: string,
  { macAddress, addresses, routes }: UplinkState,
): string[] {
  return [
    // With the uplink's own address the network outside sees no other device than before.
    `link add name ${bridge} address ${macAddress} type bridge stp_state 0 forward_delay 0`,
    ...addresses.map((each) => `address delete ${each} dev ${uplink}`),
    `link set dev ${uplink} master ${bridge}`,
    `link set dev ${bridge} up`,
    ...addresses.map((each) => `address add ${each} dev ${bridge}`),
    ...routes.map((each) => `route replace ${each} dev ${bridge}`),
    `link set dev ${name} master ${bridge}`,
    `link set dev ${name} up`,
  ];
}

/** Lines for `ip -batch` that put the uplink back as it was. */
export function unbridgeCommands(
  { bridge, uplink }: BridgeNetworkDefinition,
  { addresses, routes }: UplinkState,
): string[] {
  return [
    `link delete dev ${bridge}`,
    ...addresses.map((each) => `address replace ${each} dev ${uplink}`),
    ...routes.map((each) => `route replace ${each} dev ${uplink}`),
  ];
}
