/** A 64-bit mixing step (splitmix64's finaliser), so that near seeds give far values. */
function mix(value: bigint): bigint {
  let mixed = BigInt.asUintN(64, value + 0x9e3779b97f4a7c15n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
  return mixed ^ (mixed >> 31n);
}

/**
 * Sixteen hexadecimal digits that are always the same for the same seed: FNV-1a over UTF-16 units, mixed.
 *
 * @param seed - any text that tells this machine from others.
 * @param role - what they are for, so that two things of one seed differ.
 */
export function seededDigits(seed: string, role: string): string {
  const text = `${role}\n${seed}`;
  let value = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++)
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return mix(value).toString(16).padStart(16, '0');
}
