import { parentPath, type Tree } from '../configfs/tree.js';
import type { Change } from './change.js';
import type { Operation } from './operation.js';

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

/** Takes away what must go: links from the top down, then folders from the inside out, each the newest first. */
export function removals(current: Tree, { doomedFolders, doomedLinks }: Change): Operation[] {
  const heights = linkHeights(current);
  const newestFirst = [...current.entries.keys()].reverse();
  const links = newestFirst.filter((path) => doomedLinks.has(path));
  links.sort((left, right) => heights.get(right)! - heights.get(left)!);
  const folders = newestFirst.filter((path) => doomedFolders.has(path));
  folders.sort((left, right) => turn(left) - turn(right));
  return [
    ...links.map((path): Operation => ({ op: 'unlink', path })),
    ...folders.map((path): Operation => ({ op: 'rmdir', path })),
  ];
}

/** Configurations go first, as they hold functions; the gadget itself goes last. */
function turn(path: string): number {
  if (parentPath(path) === '') return 2;
  return path.split('/')[1] === 'configs' ? 0 : 1;
}
