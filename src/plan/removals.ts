import { linkHeights } from '../configfs/link-heights.js';
import { parentPath, type Tree } from '../configfs/tree.js';
import type { Change } from './change.js';
import type { Operation } from './operation.js';

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
