/**
 * The IPv4 network over a gadget's network card: who has which address. What applies it comes later.
 *
 * @packageDocumentation
 */
export { planAddresses, type AddressPlan, type SubnetFault } from './network/address-plan.js';
export type { CommandOptions, NetworkCommandName, NetworkOptions } from './network/network-options.js';
