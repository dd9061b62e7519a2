import { isInAny, parentPath, type AttributeEntry, type Tree } from '../configfs/tree.js';
import { grouped } from '../options/grouped.js';
import type { Comparison } from './comparison.js';
import { findNeeds } from './needs.js';

/** What must go, and come again, to get from one tree to another. */
export interface Change {
  /** Folders of the current tree that are removed, whether they come again or not. */
  readonly doomedFolders: ReadonlySet<string>;
  /** Links of the current tree that are removed, whether they come again or not. */
  readonly doomedLinks: ReadonlySet<string>;
  /** Drives whose medium must be out while `cdrom` and `ro` are written. */
  readonly emptiedDrives: ReadonlySet<string>;
}

/** The folders whose order counts, by the folder that they are in. */
const orderedFolders = ({ entries }: Tree): Map<string, string[]> =>
  grouped(
    [...entries].flatMap(([path, entry]) =>
      entry.type === 'folder' && entry.kind.isOrdered ? [[parentPath(path), path] as const] : [],
    ),
  );

/** Configurations and the like stand in the order of their making: from the first that is out of order on, all must be made anew. */
function addReordered(current: Tree, wanted: Tree, doomed: Set<string>): void {
  const expected = orderedFolders(wanted);
  for (const [parent, folders] of orderedFolders(current)) {
    const after = expected.get(parent) ?? [];
    const before = folders.filter((path) => after.includes(path));
    const kept = before.findIndex((path, index) => path !== after[index]);
    if (kept >= 0) for (const path of before.slice(kept)) doomed.add(path);
  }
}

/** The links of each folder in order, as paths and what they lead to. */
const linksByHolder = ({ entries }: Tree): Map<string, (readonly [path: string, target: string])[]> =>
  grouped(
    [...entries].flatMap(([path, entry]) =>
      entry.type === 'link' ? [[parentPath(path), [path, entry.target] as const] as const] : [],
    ),
  );

/** Links of a holder from the first that is not as wanted on: a later one keeps its place only behind the same ones. */
function addMisplacedLinks(
  current: Tree,
  wanted: Tree,
  unsettled: (target: string) => boolean,
  doomed: Set<string>,
): void {
  const expected = linksByHolder(wanted);
  for (const [holder, links] of linksByHolder(current)) {
    const after = expected.get(holder) ?? [];
    const kept = links.findIndex(
      ([path, target], index) =>
        path !== after[index]?.[0] || target !== after[index][1] || unsettled(target),
    );
    if (kept >= 0) for (const [path] of links.slice(kept)) doomed.add(path);
  }
}

/**
 * Finds what must go on the way from one tree to another.
 *
 * @param restored - attributes of the current tree that go back to their defaults.
 */
export function findChange(comparison: Comparison, restored: ReadonlyMap<string, AttributeEntry>): Change {
  const { current, wanted } = comparison;
  const { recreated, relinked, emptied } = findNeeds(comparison, restored);
  const folders = new Set(recreated);
  for (const [path, entry] of current.entries)
    if (entry.type === 'folder' && wanted.entries.get(path)?.type !== 'folder') folders.add(path);
  addReordered(current, wanted, folders);
  for (const [path, entry] of current.entries)
    if (entry.type === 'folder' && isInAny(path, folders)) folders.add(path);
  const links = new Set<string>();
  addMisplacedLinks(current, wanted, (target) => folders.has(target) || relinked.has(target), links);
  for (const [path, entry] of current.entries)
    if (entry.type === 'link' && isInAny(path, folders)) links.add(path);
  return { doomedFolders: folders, doomedLinks: links, emptiedDrives: emptied };
}
