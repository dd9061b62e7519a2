/** A TCP or UDP port, or a range of them such as `8000-8010`. */
export type Port = number | string;

/** What is done to the words of a command that the network runs. */
export interface CommandOptions {
  /** The words that replace the whole command. Default: it stays. */
  readonly words?: readonly string[];
  /** Words to leave out; never the first. Default none. */
  readonly remove?: readonly string[];
  /** Words to add at the end. Default none. */
  readonly append?: readonly string[];
}

/**
 * Changes to the commands of the programs that the network uses, and its four hooks. Words may hold `{iface}`, `{iface_ip}`, `{net_ip}`,
 * `{net_prefix}`, `{net_mask}`, `{dhcp_ip_begin}`, `{dhcp_ip_end}` and `{dhcp_option_3}`.
 */
export interface NetworkCommands {
  /** The program `ip`. Default: as it is. */
  readonly ip?: CommandOptions;
  /** The program `iptables`. Default: as it is. */
  readonly iptables?: CommandOptions;
  /** Accepted and not used: kernel settings are written as files. Default none. */
  readonly sysctl?: CommandOptions;
  /** Run before the network starts. Default none. */
  readonly preStart?: CommandOptions;
  /** Run after the network has started. Default: the DHCP server, where there is one. */
  readonly postStart?: CommandOptions;
  /** Run before the network stops. Default none. */
  readonly preStop?: CommandOptions;
  /** Run after the network has stopped. Default none. */
  readonly postStop?: CommandOptions;
}

/** The names of the programs and of the hooks. */
export type NetworkCommandName = keyof NetworkCommands;

/** What every network has. */
export interface NetworkBase {
  /** The Ethernet function that it runs over, as in `ecm.usb0`, at most 40 characters. Absent: the gadget's only one. */
  readonly function?: string;
  /** The host may ping the device. Default true. */
  readonly allowIcmp: boolean;
  /** TCP ports of the device that the host may reach. Default none. */
  readonly allowTcp: readonly Port[];
  /** UDP ports of the device that the host may reach, besides those of the DHCP server. Default none. */
  readonly allowUdp: readonly Port[];
  /** What filters: nftables from 0.9.3, or iptables from 1.8. Default `nftables`. */
  readonly firewall: 'nftables' | 'iptables';
  /** Changes to commands. Default none. */
  readonly commands?: NetworkCommands;
}

/** What the DHCP server offers the host. */
export interface DhcpDefinition {
  /** Whether there is one. Default true. */
  readonly serve: boolean;
  /** Seconds that the host may keep an address, 120 to 4294967294. Default 86400. */
  readonly leaseSeconds: number;
  /** Whether the host is told that the device leads to other networks. Default: true with `nat`, else false. */
  readonly router: boolean;
  /** Servers of names that the host is told of, IPv4 or IPv6. Default none. */
  readonly dnsServers: readonly string[];
  /** The domain that the host completes names with. Default none. */
  readonly searchDomain?: string;
  /** The one address that the host always gets. Default: any of the network's. */
  readonly hostAddress?: string;
  /** More options, as `dnsmasq --dhcp-option` takes them: `42,0.0.0.0`. Default none. */
  readonly options: readonly string[];
}

/** What a network has in which the device gives out the addresses. */
export interface AddressedNetwork extends NetworkBase {
  /** The IPv4 network of the link, the device at its first address. Default `172.30.30.0/24`. */
  readonly subnet: string;
  /** `off`: none; `link-local`: addresses of the link alone (RFC 4291, 2.5.6); `ula`: also those of `ulaPrefix`. Default `link-local`. */
  readonly ipv6: 'off' | 'link-local' | 'ula';
  /** The local network of RFC 4193, with a prefix of 64; only with `ula`. */
  readonly ulaPrefix?: string;
  /** What the DHCP server offers the host. Default: an address, for a day. */
  readonly dhcp: DhcpDefinition;
}

/** What a network has in which others give out the addresses. */
export interface JoiningNetwork extends NetworkBase {
  /** `off`: none; `link-local`: what the other side offers, too. Default `link-local`. */
  readonly ipv6: 'off' | 'link-local';
}

/** The host reaches the device, and nothing else. */
export interface IsolatedNetworkDefinition extends AddressedNetwork {
  /** Always `isolated`. */
  readonly mode: 'isolated';
}

/** The host reaches other networks through the device, over IPv4, behind the device's own address. */
export interface NatNetworkDefinition extends AddressedNetwork {
  /** Always `nat`. */
  readonly mode: 'nat';
  /** The interface that leads there. */
  readonly uplink: string;
}

/** The host is in the same network as the device, with an address from there. */
export interface BridgeNetworkDefinition extends JoiningNetwork {
  /** Always `bridge`: the host is in the network of the uplink. */
  readonly mode: 'bridge';
  /** The interface that leads there; it cannot be a wireless one. */
  readonly uplink: string;
  /** The bridge that is made. Default `br-usb`. */
  readonly bridge: string;
}

/** A program that gets an address for an interface. */
export type DhcpClient = 'dhcpcd' | 'udhcpc' | 'systemd-networkd' | 'NetworkManager';

/** The host gives the device an address, and, if that is wanted, leads it to other networks. */
export interface ClientNetworkDefinition extends JoiningNetwork {
  /** Always `client`: the host gives the device an address. */
  readonly mode: 'client';
  /** What asks for the address. Absent: the first that the board has. */
  readonly client?: DhcpClient;
  /** Whether the device reaches other networks through the host. Default false. */
  readonly defaultRoute: boolean;
}

/** The network over a gadget's network card, complete, as frozen plain data. */
export type NetworkDefinition =
  IsolatedNetworkDefinition | NatNetworkDefinition | BridgeNetworkDefinition | ClientNetworkDefinition;

/** How the two ends of the cable, and others, reach one another. */
export type NetworkMode = NetworkDefinition['mode'];
