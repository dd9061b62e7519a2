import { seededDigits } from './seeded-hash.js';

/** Six pairs of hexadecimal digits with colons. */
const pattern = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

/** Why a text is no MAC address for an interface, or undefined if it is one. */
export function macAddressFault(address: string): 'malformed' | 'zero' | 'multicast' | undefined {
  if (!pattern.test(address)) return 'malformed';
  if (/^[0:]+$/.test(address)) return 'zero';
  return Number.parseInt(address.slice(0, 2), 16) & 1 ? 'multicast' : undefined;
}

/**
 * A MAC address that is always the same for the same seed: locally administered, not multicast (IEEE 802, 8.2.2).
 *
 * @param seed - any text that tells this machine from others, such as the contents of /etc/machine-id.
 * @param role - what the address is for, so that both ends of a link differ.
 */
export function derivedMacAddress(seed: string, role: string): string {
  const digits = seededDigits(seed, role).slice(0, 12);
  const first = (Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 0x02;
  return [first.toString(16).padStart(2, '0'), ...(digits.slice(2).match(/../g) ?? [])].join(':');
}
