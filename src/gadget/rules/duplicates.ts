/** Calls `found` for each place whose key stands at an earlier place already; undefined equals nothing. */
export function eachDuplicate<Key>(
  keys: readonly (Key | undefined)[],
  found: (index: number, first: number, key: Key) => void,
): void {
  if (keys.length < 2) return;
  const places = new Map<Key, number>();
  for (const [index, key] of keys.entries()) {
    if (key === undefined) continue;
    const first = places.get(key);
    if (first === undefined) places.set(key, index);
    else found(index, first, key);
  }
}
