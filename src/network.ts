/**
 * The network over a gadget's network card: who has which address, what may come in, where packets may go; and units that bring a
 * gadget with its network up at boot. All of it pure; `usb-gadget/live` carries it out.
 *
 * @packageDocumentation
 */
export { planAddresses, type AddressPlan, type SubnetFault } from './network/address-plan.js';
export type { ConfigurationFile } from './network/configuration-file.js';
export { defineNetwork } from './network/define-network.js';
export { formatNetworkManager } from './network/format-network-manager.js';
export { formatNetworkShell, type NetworkShellOptions } from './network/format-network-shell.js';
export { formatNetworkAction, formatNetworkPlan, formatRules } from './network/format-network-text.js';
export { formatNetworkd } from './network/format-networkd.js';
export type {
  NetworkAction,
  RemoveFile,
  RemoveTagged,
  RestoreKernel,
  RunProgram,
  SaveFile,
  SetKernel,
  StopProgram,
} from './network/network-action.js';
export type {
  AddressedNetwork,
  BridgeNetworkDefinition,
  ClientNetworkDefinition,
  CommandOptions,
  DhcpClient,
  DhcpDefinition,
  IsolatedNetworkDefinition,
  JoiningNetwork,
  NatNetworkDefinition,
  NetworkBase,
  NetworkCommandName,
  NetworkCommands,
  NetworkDefinition,
  NetworkMode,
  Port,
} from './network/network-definition.js';
export type { FirewallJump, NetworkManagerName, NetworkPlace, UplinkState } from './network/network-place.js';
export type { NetworkPhase, NetworkPlan, NetworkStep } from './network/network-plan.js';
export type { ForeignChain } from './network/foreign-rules.js';
export {
  OtgNet,
  type BridgeNetworkOptions,
  type ClientNetworkOptions,
  type IsolatedNetworkOptions,
  type NatNetworkOptions,
  type NetworkSource,
  type OtgNetOptions,
  type UlaOfPrefix,
  type UlaOfSeed,
  type UlaOptions,
  type WithoutUla,
} from './network/otg-net.js';
export { planNetwork } from './network/plan-network.js';
export { planNetworks } from './network/plan-networks.js';
export { derivedUlaPrefix } from './network/ula-prefix.js';
export { formatUnits, type UnitOptions } from './units/unit-files.js';
export { validateNetworks } from './network/validate-networks.js';
