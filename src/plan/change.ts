import type { FolderKind } from '../attributes/attribute.js';
import { isRefusal } from '../attributes/errno.js';
import type { AttributeEntry, Entry, Tree } from '../configfs/tree.js';
import { parentPath } from '../configfs/tree.js';

/** What must go, and come again, to get from one tree to another. */
export interface Change {
  /** Folders of the current tree that are removed, whether they come again or not. */
  readonly doomedFolders: ReadonlySet<string>;
  /** Links of the current tree that are removed, whether they come again or not. */
  readonly doomedLinks: ReadonlySet<string>;
  /** Drives whose medium must be out while `cdrom` and `ro` are written. */
  readonly emptiedDrives: ReadonlySet<string>;
}

/** Whether writing `wanted` over what the attribute gives now would change nothing. */
export function isSame({ attribute, text: wanted }: AttributeEntry, shown: string): boolean {
  const stored = attribute.codec.store(wanted, shown);
  if (isRefusal(stored)) return false;
  return stored === shown || attribute.codec.same?.(stored, shown) === true;
}

const isWithin = (path: string, folder: string): boolean =>
  path.startsWith(folder) && path[folder.length] === '/';

/** The folder of the function that a path is in. */
export function functionFolder(path: string): string | undefined {
  return /^[^/]+\/functions\/[^/]+/.exec(path)?.[0];
}

const equalEntries = (left: Entry | undefined, right: Entry): boolean => {
  if (left?.type !== right.type) return false;
  if (right.type === 'link') return (left as typeof right).target === right.target;
  return right.type === 'folder' || isSame(right, (left as AttributeEntry).text);
};

/** Children of ordered folders: from the first that differs on, all must be made anew. */
function addReordered(current: Tree, wanted: Tree, doomed: Set<string>): void {
  const configurations = (tree: Tree): string[] =>
    [...tree.entries].flatMap(([path, entry]) =>
      entry.type === 'folder' && entry.kind.role === 'configuration' ? [path] : [],
    );
  const before = configurations(current);
  const after = configurations(wanted);
  const kept = before.findIndex((path, index) => path !== after[index]);
  if (kept >= 0) for (const path of before.slice(kept)) doomed.add(path);
}

interface Needs {
  /** Functions to be made anew. */
  readonly recreated: Set<string>;
  /** Functions whose links must be absent for a while. */
  readonly relinked: Set<string>;
  readonly emptied: Set<string>;
}

/** What each differing attribute and folder of a function asks for. */
function addNeeds(path: string, entry: Entry, current: Tree, needs: Needs): void {
  const home = functionFolder(path);
  if (!home || !current.entries.has(home) || path === home) return;
  const root = current.entries.get(home) as { readonly kind: FolderKind };
  if (root.kind.opaque) needs.recreated.add(home);
  else if (entry.type === 'folder') needs.relinked.add(home);
  else if (entry.type === 'attribute') {
    const { takesEffect = 'bind', frozenBy } = entry.attribute;
    if (takesEffect === 'creation') needs.recreated.add(home);
    if (frozenBy === 'link') needs.relinked.add(home);
    if (frozenBy === 'medium') needs.emptied.add(parentPath(path));
  }
}

function findNeeds(current: Tree, wanted: Tree, restored: ReadonlyMap<string, AttributeEntry>): Needs {
  const needs: Needs = { recreated: new Set(), relinked: new Set(), emptied: new Set() };
  for (const [path, entry] of wanted.entries) {
    const here = current.entries.get(path);
    if (
      entry.type === 'attribute' &&
      !here &&
      (entry.attribute.vendor || current.entries.has(parentPath(path)))
    )
      continue;
    if (!equalEntries(here, entry)) addNeeds(path, entry, current, needs);
  }
  for (const [path, entry] of restored) addNeeds(path, entry, current, needs);
  for (const [path, entry] of current.entries)
    if (entry.type !== 'attribute' && !wanted.entries.has(path)) addNeeds(path, entry, current, needs);
  return needs;
}

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

function linksByHolder(tree: Tree): Map<string, [path: string, target: string][]> {
  const holders = new Map<string, [string, string][]>();
  for (const [path, entry] of tree.entries) {
    if (entry.type !== 'link') continue;
    const holder = parentPath(path);
    const links = holders.get(holder);
    if (links) links.push([path, entry.target]);
    else holders.set(holder, [[path, entry.target]]);
  }
  return holders;
}

/**
 * Finds what must go on the way from one tree to another.
 *
 * @param restored - attributes of the current tree that go back to their defaults.
 */
export function findChange(
  current: Tree,
  wanted: Tree,
  restored: ReadonlyMap<string, AttributeEntry>,
): Change {
  const { recreated, relinked, emptied } = findNeeds(current, wanted, restored);
  const folders = new Set(recreated);
  for (const [path, entry] of current.entries)
    if (entry.type === 'folder' && wanted.entries.get(path)?.type !== 'folder') folders.add(path);
  addReordered(current, wanted, folders);
  for (const [path, entry] of current.entries)
    if (entry.type === 'folder' && [...folders].some((folder) => isWithin(path, folder))) folders.add(path);
  const links = new Set<string>();
  addMisplacedLinks(current, wanted, (target) => folders.has(target) || relinked.has(target), links);
  for (const [path, entry] of current.entries)
    if (entry.type === 'link' && [...folders].some((folder) => isWithin(path, folder))) links.add(path);
  return { doomedFolders: folders, doomedLinks: links, emptiedDrives: emptied };
}
