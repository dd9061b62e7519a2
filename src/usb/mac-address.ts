/** Six pairs of hexadecimal digits with colons. */
const pattern = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

/** Why a text is no MAC address for an interface, or undefined if it is one. */
export function macAddressFault(address: string): 'malformed' | 'zero' | 'multicast' | undefined {
  if (!pattern.test(address)) return 'malformed';
  if (/^[0:]+$/.test(address)) return 'zero';
  return Number.parseInt(address.slice(0, 2), 16) & 1 ? 'multicast' : undefined;
}

/** A 64-bit mixing step (splitmix64's finaliser), so that near seeds give far addresses. */
function mix(value: bigint): bigint {
  let mixed = BigInt.asUintN(64, value + 0x9e3779b97f4a7c15n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
  return mixed ^ (mixed >> 31n);
}

/** FNV-1a over the UTF-16 units of a text. */
function hash(text: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++)
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return mix(value);
}

/**
 * A MAC address that is always the same for the same seed: locally administered, not multicast (IEEE 802, 8.2.2).
 *
 * @param seed - any text that tells this machine from others, such as the contents of /etc/machine-id.
 * @param role - what the address is for, so that both ends of a link differ.
 */
export function derivedMacAddress(seed: string, role: string): string {
  const digits = hash(`${role}\n${seed}`).toString(16).padStart(16, '0').slice(0, 12);
  const first = (Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 0x02;
  return [first.toString(16).padStart(2, '0'), ...(digits.slice(2).match(/../g) ?? [])].join(':');
}
