import { Builder } from '../options/builder.js';
import type { Plain } from '../options/plain.js';
import { defineNetwork } from './define-network.js';
import type {
  BridgeNetworkDefinition,
  ClientNetworkDefinition,
  DhcpDefinition,
  IsolatedNetworkDefinition,
  NatNetworkDefinition,
  NetworkDefinition,
} from './network-definition.js';

/** Local IPv6 addresses of a network that is told. */
export interface UlaOfPrefix {
  /** Local addresses (`ula`) beside those of the link (`link-local`), or none (`off`). Default `link-local`. */
  readonly ipv6: 'ula';
  /** The network itself, with a prefix of 64 (RFC 4193). Default: it is made from `ulaSeed`. */
  readonly ulaPrefix: string;
  /** Not beside a prefix. */
  readonly ulaSeed?: never;
}

/** Local IPv6 addresses of a network that is made up. */
export interface UlaOfSeed {
  /** Local addresses beside those of the link. */
  readonly ipv6: 'ula';
  /** Any text that tells this board from others, such as its serial number; at most 255 bytes. Default: `ulaPrefix` says it. */
  readonly ulaSeed: string;
  /** Not beside a seed. */
  readonly ulaPrefix?: never;
}

/** No local IPv6 addresses. */
export interface WithoutUla {
  /** No addresses of IPv6, or those of the link alone. Default `link-local`. */
  readonly ipv6?: 'off' | 'link-local';
  /** Only with `ula`. */
  readonly ulaPrefix?: never;
  /** Only with `ula`. */
  readonly ulaSeed?: never;
}

/** What a network is told of IPv6 if the device gives out the addresses. */
export type UlaOptions = UlaOfPrefix | UlaOfSeed | WithoutUla;

/** What an isolated network is made from. */
export interface IsolatedNetworkOptions extends Partial<
  Omit<IsolatedNetworkDefinition, 'mode' | 'ipv6' | 'ulaPrefix' | 'dhcp'>
> {
  /** The host reaches the device alone; this is the default. */
  readonly mode?: 'isolated';
  /** What the DHCP server offers the host. Default: an address, for a day. */
  readonly dhcp?: Partial<DhcpDefinition>;
}

/** What a network with address translation is made from. */
export interface NatNetworkOptions extends Partial<
  Omit<NatNetworkDefinition, 'mode' | 'uplink' | 'ipv6' | 'ulaPrefix' | 'dhcp'>
> {
  /** The host reaches other networks through the device. */
  readonly mode: 'nat';
  /** The interface that leads there. */
  readonly uplink: string;
  /** What the DHCP server offers the host. Default: an address, for a day. */
  readonly dhcp?: Partial<DhcpDefinition>;
}

/** What a bridge is made from. */
export interface BridgeNetworkOptions
  extends
    Pick<BridgeNetworkDefinition, 'mode' | 'uplink'>,
    Partial<Omit<BridgeNetworkDefinition, 'mode' | 'uplink'>> {}

/** What a network is made from in which the host gives the device an address. */
export interface ClientNetworkOptions
  extends Pick<ClientNetworkDefinition, 'mode'>, Partial<Omit<ClientNetworkDefinition, 'mode'>> {}

/** What an {@link OtgNet} is made from: which options there are depends on the mode. */
export type OtgNetOptions =
  | (IsolatedNetworkOptions & UlaOptions)
  | (NatNetworkOptions & UlaOptions)
  | BridgeNetworkOptions
  | ClientNetworkOptions;

/**
 * The network over a gadget's network card, as a value that never changes: closed to the host but for what is allowed.
 *
 * @example
 * ```ts
 * const network = new OtgNet({ mode: 'nat', uplink: 'eth0', allowTcp: [80, 443] });
 * console.log(formatNetworkPlan(planNetwork(network, { gadget: 'kvmd', function: 'ecm.usb0' })));
 * ```
 */
export class OtgNet extends Builder<OtgNetOptions, Partial<OtgNetOptions>, NetworkDefinition> {
  /** @param options - what it is to be. Default: closed but for DHCP and ping. */
  constructor(options: OtgNetOptions = {}) {
    super(options);
  }

  /** Completes the options. */
  protected override define(): NetworkDefinition {
    return defineNetwork(this.options as Plain);
  }
}

/** A network, or a builder of one. */
export type NetworkSource = NetworkDefinition | { toDefinition(): NetworkDefinition };

/** The definition of a builder, or itself. */
export function networkOf(network: NetworkSource): NetworkDefinition {
  return 'toDefinition' in network ? network.toDefinition() : network;
}
