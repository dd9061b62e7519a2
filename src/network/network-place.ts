import type { DhcpClient } from './network-definition.js';
import type { ForeignChain } from './foreign-rules.js';

/** A program that manages network interfaces by itself, and is to leave this one alone. */
export type NetworkManagerName = 'NetworkManager' | 'systemd-networkd' | 'udev';

/** The interface that leads to other networks, as it is now. */
export interface UplinkState {
  /** Its MAC address. */
  readonly macAddress: string;
  /** Its addresses with their prefixes, as in `192.168.1.5/24`. */
  readonly addresses: readonly string[];
  /** Its routes but for those that come with its addresses, as `ip route` takes them: `default via 192.168.1.1 metric 100`. */
  readonly routes: readonly string[];
}

/** A rule of a chain of the kernel's that leads into one of ours, as `iptables-save` shows it. */
export interface FirewallJump {
  /** What IP addresses it is for. */
  readonly family: 'ipv4' | 'ipv6';
  /** Its table, as in `filter`. */
  readonly table: string;
  /** Its chain and itself, as in `INPUT -i usb0 -j usbg-in-usb0`. */
  readonly rule: string;
  /** Our chain. */
  readonly chain: string;
}

/** Where a network is to be, as far as its plan depends on that. */
export interface NetworkPlace {
  /** The gadget. */
  readonly gadget: string;
  /** Its Ethernet function, as in `ecm.usb0`. */
  readonly function: string;
  /** The device's interface. Default `usb0`. */
  readonly interface?: string;
  /** Whether the interface is up already, so that taking the network down leaves it up. Default false. */
  readonly isUp?: boolean;
  /** Whether systemd runs, and keeps the DHCP server as a service. Default false. */
  readonly systemd?: boolean;
  /** Programs that are told to leave the interface alone. Default none. */
  readonly managers?: readonly NetworkManagerName[];
  /** The DHCP client of the board. Default `udhcpc`. */
  readonly client?: DhcpClient;
  /** Chains of others that drop what is to be forwarded. Default none. */
  readonly foreignChains?: readonly ForeignChain[];
  /** The uplink of a bridge. Default: an interface without addresses. */
  readonly uplink?: UplinkState;
  /** Whether rules of an earlier plan may be in place. Default false. */
  readonly isRepeated?: boolean;
  /** Ways into chains of ours that are there already, with iptables. Default: not known. */
  readonly jumps?: readonly FirewallJump[];
}
