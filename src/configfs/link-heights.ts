import { parentPath, type Tree } from './tree.js';

/**
 * How far a link is from links that lead to folders without links: a link into a folder with links stands above those,
 * and must go before them. So os_desc goes before the configuration that it leads to, that before the links within its functions.
 */
export function linkHeights(tree: Tree): Map<string, number> {
  const links = [...tree.entries].flatMap(([path, entry]) =>
    entry.type === 'link' ? [{ path, target: entry.target }] : [],
  );
  const heights = new Map<string, number>();
  const height = (target: string): number => {
    const known = heights.get(target);
    if (known !== undefined) return known;
    heights.set(target, 0);
    const within = links
      .filter(({ path }) => path.startsWith(`${target}/`))
      .map((each) => 1 + height(each.target));
    const found = Math.max(0, ...within);
    heights.set(target, found);
    return found;
  };
  return new Map(links.map(({ path, target }) => [path, height(target)]));
}

/** For each folder that holds links, how far the highest of them is from what holds none. */
export function holderHeights(tree: Tree): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (const [path, height] of linkHeights(tree)) {
    const holder = parentPath(path);
    heights.set(holder, Math.max(height, heights.get(holder) ?? 0));
  }
  return heights;
}
