import ipaddr from 'ipaddr.js';

/** Who has which address of the USB network. */
export interface AddressPlan {
  /** The address of the network itself, as in `172.30.30.0`. */
  readonly network: string;
  /** Bits of the network, 1 to 31. */
  readonly prefix: number;
  /** The same as a mask: `255.255.255.0`. */
  readonly mask: string;
  /** The device's own address: the first that a host may have. */
  readonly device: string;
  /** The first address that is given to the host. */
  readonly hostFirst: string;
  /** The last address that is given to the host. */
  readonly hostLast: string;
}

/**
 * Why a text is no network for a USB link.
 *
 * - `malformed`: not four decimal numbers, a slash and a prefix.
 * - `small`: a prefix of 32 has no room for two.
 * - `host-bits`: an address within a network and not the network's own.
 * - `loopback`, `multicast`, `reserved`: it holds addresses that no interface may have (RFC 1122, 3.2.1.3; RFC 1112, 4).
 */
export type SubnetFault = 'malformed' | 'small' | 'host-bits' | 'loopback' | 'multicast' | 'reserved';

const unusable: readonly (readonly [fault: SubnetFault, range: string])[] = [
  ['reserved', '0.0.0.0/8'],
  ['loopback', '127.0.0.0/8'],
  ['multicast', '224.0.0.0/4'],
  ['reserved', '240.0.0.0/4'],
];

const withOffset = (address: ipaddr.IPv4, offset: number): string => {
  const bytes = new DataView(Uint8Array.from(address.octets).buffer);
  bytes.setUint32(0, bytes.getUint32(0) + offset);
  return Array.from({ length: 4 }, (_, index) => bytes.getUint8(index)).join('.');
};

const overlap = (left: [ipaddr.IPv4, number], right: [ipaddr.IPv4, number]): boolean =>
  left[0].match(right) || right[0].match(left);

/**
 * Deals out the addresses of an IPv4 network as PiKVM does: the device takes the first, the host one of the rest.
 * Of a network of two (RFC 3021), each takes one.
 *
 * @param subnet - as in `172.30.30.0/24`.
 * @returns the plan, or why there is none.
 */
export function planAddresses(subnet: string): AddressPlan | SubnetFault {
  if (!/^\d+(\.\d+){3}\/(0|[1-9]\d?)$/.test(subnet) || !ipaddr.IPv4.isValidCIDRFourPartDecimal(subnet))
    return 'malformed';
  const [address, prefix] = ipaddr.IPv4.parseCIDR(subnet);
  if (prefix > 31) return 'small';
  const network = address.toString();
  if (ipaddr.IPv4.networkAddressFromCIDR(subnet).toString() !== network) return 'host-bits';
  const met = unusable.find(([, range]) => overlap([address, prefix], ipaddr.IPv4.parseCIDR(range)));
  if (met) return met[0];
  const last = 2 ** (32 - prefix) - 1;
  const [device, hostFirst, hostLast] = last === 1 ? [0, 1, 1] : [1, 2, last - 1];
  return {
    network,
    prefix,
    mask: ipaddr.IPv4.subnetMaskFromPrefixLength(prefix).toString(),
    device: withOffset(address, device),
    hostFirst: withOffset(address, hostFirst),
    hostLast: withOffset(address, hostLast),
  };
}

/** Whether two networks, as in `10.0.0.0/8`, have addresses in common. */
export function overlapping(one: string, other: string): boolean {
  const [left, right] = [ipaddr.parseCIDR(one), ipaddr.parseCIDR(other)];
  return left[0].kind() === right[0].kind() && (left[0].match(right) || right[0].match(left));
}

/** An IPv4 address as a number. */
export const numberOf = (address: string): number =>
  ipaddr.IPv4.parse(address).octets.reduce((number, octet) => number * 256 + octet, 0);

/** Whether an address is one of those for the host. */
export function isWithin(address: string, { hostFirst, hostLast }: AddressPlan): boolean {
  return numberOf(hostFirst) <= numberOf(address) && numberOf(address) <= numberOf(hostLast);
}
