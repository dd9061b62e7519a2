import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';

/** A node that a path leads to, with the key that it stands behind. */
interface Found {
  readonly node: unknown;
  readonly key?: unknown;
  /** What of the path is left over. */
  readonly rest: string;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** The key of a pair as text. */
export const keyText = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/** The pair whose key the path begins with. Keys may hold dots themselves, so the longest counts. */
function pairAt(pairs: readonly Pair[], path: string): { pair: Pair; length: number } | undefined {
  let best: { pair: Pair; length: number } | undefined;
  for (const pair of pairs) {
    const name = keyText(pair);
    const ends = [undefined, '.', '['].includes(path[name.length]);
    if (ends && path.startsWith(name) && name.length > (best?.length ?? -1))
      best = { pair, length: name.length };
  }
  return best;
}

function step({ node, rest }: Found, resolved: (node: unknown) => unknown): Found | undefined {
  const target = resolved(node);
  if (isSeq(target)) {
    const index = /^\[(\d+)\]\.?/.exec(rest);
    const item: unknown = index ? target.items[Number(index[1])] : undefined;
    return index && item !== undefined ? { node: item, rest: rest.slice(index[0].length) } : undefined;
  }
  if (!isMap(target)) return undefined;
  const met = pairAt(target.items.filter(isPair), rest);
  return met && { node: met.pair.value, key: met.pair.key, rest: rest.slice(met.length).replace(/^\./, '') };
}

/**
 * Where something stands, as an offset: a single value itself, anything larger at its key, and what is not there at the
 * nearest thing around it that is.
 *
 * @param ofKey - at the key in any case.
 * @param resolved - what an alias stands for.
 */
export function findPlace(
  root: Node | null,
  path: string,
  ofKey: boolean,
  resolved: (node: unknown) => unknown,
): number {
  let found: Found = { node: root, rest: path };
  for (let next: Found | undefined = found; next; next = found.rest ? step(found, resolved) : undefined)
    found = next;
  const { node, key, rest } = found;
  const ofValue = !rest && !ofKey && (isAlias(node) || (isScalar(node) && node.source !== ''));
  return (ofValue ? startOf(node) : undefined) ?? startOf(key) ?? startOf(node) ?? 0;
}
