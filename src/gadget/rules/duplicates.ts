/** Calls `found` for each place whose key stands at an earlier place already; undefined equals nothing. */
export function eachDuplicate<Key>(
  keys: readonly (Key | undefined)[],
  found: (index: number, first: number, key: Key) => void,
): void {
  keys.forEach((key, index) => {
    if (key === undefined) return;
    const first = keys.indexOf(key);
    if (first < index) found(index, first, key);
  });
}
