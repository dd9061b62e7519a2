export { planAddresses, type AddressPlan, type SubnetFault } from './network/address-plan.js';
export type { CommandOptions, NetworkCommandName, NetworkOptions } from './network/network-options.js';
