import ipaddr from 'ipaddr.js';
import { seededDigits } from '../usb/seeded-hash.js';

/** A local network that is always the same for the same seed: 40 bits of it, subnet 0 (RFC 4193, 3.2.2). */
export function derivedUlaPrefix(seed: string): string {
  const digits = `fd${seededDigits(seed, 'ula').slice(0, 10)}`;
  return `${ipaddr.IPv6.parse(`${digits.match(/.{4}/g)!.join(':')}::`).toString()}/64`;
}

/** Whether a text is a local network that its users chose, so of fd00::/8, with a prefix of 64, no bits set after it (RFC 4193, 3.1). */
export function isUlaPrefix(text: string): boolean {
  if (!ipaddr.IPv6.isValidCIDR(text)) return false;
  const [address, prefix] = ipaddr.IPv6.parseCIDR(text);
  return (
    prefix === 64 &&
    address.toByteArray()[0] === 0xfd &&
    ipaddr.IPv6.networkAddressFromCIDR(text).toString() === address.toString()
  );
}

/** The address with that number in a network of 64 bits: `fd00:1::1`. */
export function addressInPrefix(prefix: string, number: number): string {
  const bytes = ipaddr.IPv6.parseCIDR(prefix)[0].toByteArray();
  bytes[14] = number >> 8;
  bytes[15] = number & 0xff;
  return new ipaddr.IPv6(bytes).toString();
}
