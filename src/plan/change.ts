import { isRefusal } from '../attributes/errno.js';
import { asItIs } from '../attributes/text-codecs.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import type { AttributeEntry, Entry, Tree } from '../configfs/tree.js';
import { baseName, parentPath } from '../configfs/tree.js';
import { functionDrivers } from '../functions/drivers.js';

/** What is held against what. */
export interface Comparison {
  /** What is there. */
  readonly current: Tree;
  /** What is to be there. */
  readonly wanted: Tree;
  /** The kernel. */
  readonly kernel: KernelVersion;
  /** What was last asked for, if that is known: what it set and nothing sets any more goes back to its default. */
  readonly declared?: Tree | undefined;
}

/** What must go, and come again, to get from one tree to another. */
export interface Change {
  /** Folders of the current tree that are removed, whether they come again or not. */
  readonly doomedFolders: ReadonlySet<string>;
  /** Links of the current tree that are removed, whether they come again or not. */
  readonly doomedLinks: ReadonlySet<string>;
  /** Drives whose medium must be out while `cdrom` and `ro` are written. */
  readonly emptiedDrives: ReadonlySet<string>;
}

/**
 * Whether writing an attribute over what it gives now would change nothing. That the kernel has changed the value by itself
 * is an excuse only for a value that was asked for before.
 */
export function isSame(
  path: string,
  { attribute, text }: AttributeEntry,
  { attribute: live, text: shown }: AttributeEntry,
  kernel: KernelVersion,
  declared?: Tree,
): boolean {
  // What a raw function holds is read as its driver does, where that is known.
  const { codec } = attribute.codec === asItIs ? live : attribute;
  const stored = codec.store(text, shown, kernel);
  if (isRefusal(stored)) return false;
  if (stored === shown) return true;
  const before = declared?.entries.get(path);
  const wasAsked = !declared || (before?.type === 'attribute' && before.text === text);
  return wasAsked && codec.same?.(stored, shown) === true;
}

const isWithin = (path: string, folder: string): boolean =>
  path.startsWith(folder) && path[folder.length] === '/';

const functions = 'functions/';

/** The folder of the function that a path is in. */
export function functionFolder(path: string): string | undefined {
  // No regular expression: a plan asks for every path.
  const start = path.indexOf('/') + 1;
  if (start < 2 || !path.startsWith(functions, start)) return undefined;
  const name = start + functions.length;
  const end = path.indexOf('/', name);
  if (end < 0) return name < path.length ? path : undefined;
  return end > name ? path.slice(0, end) : undefined;
}

const equalEntries = (
  path: string,
  left: Entry | undefined,
  right: Entry,
  { kernel, declared }: Comparison,
): boolean => {
  if (left?.type !== right.type) return false;
  if (right.type === 'link') return (left as typeof right).target === right.target;
  return right.type === 'folder' || isSame(path, right, left as AttributeEntry, kernel, declared);
};

/** The folders whose order counts, by the folder that they are in. */
function orderedFolders(tree: Tree): Map<string, string[]> {
  const ordered = new Map<string, string[]>();
  for (const [path, entry] of tree.entries) {
    if (entry.type !== 'folder' || !entry.kind.isOrdered) continue;
    const siblings = ordered.get(parentPath(path));
    if (siblings) siblings.push(path);
    else ordered.set(parentPath(path), [path]);
  }
  return ordered;
}

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

interface Needs {
  /** Functions to be made anew, or the gadget itself. */
  readonly recreated: Set<string>;
  /** Functions whose links must be absent for a while. */
  readonly relinked: Set<string>;
  readonly emptied: Set<string>;
}

/** Whether a function that was linked can be written again once it is not. */
function thaws(home: string, kernel: KernelVersion): boolean {
  const [driver = ''] = baseName(home).split('.');
  return (functionDrivers()[driver]?.thawsSince ?? 0) <= kernel;
}

/** What each differing attribute and folder asks for. */
function addNeeds(path: string, entry: Entry, { current, wanted, kernel }: Comparison, needs: Needs): void {
  const home = functionFolder(path);
  if (!home && entry.type === 'attribute' && entry.attribute.takesEffect === 'creation')
    needs.recreated.add(current.gadget);
  if (!home || !current.entries.has(home) || path === home) return;
  if (isRawAttribute(path, current) || isRawAttribute(path, wanted)) needs.recreated.add(home);
  else if (isMadeAsWhole(home, current) && isFixed(entry)) needs.recreated.add(home);
  else if (entry.type === 'folder') needs.relinked.add(home);
  else if (entry.type === 'attribute') {
    const { takesEffect = 'bind', frozenBy } = entry.attribute;
    if (takesEffect === 'creation') needs.recreated.add(home);
    if (frozenBy === 'link') (thaws(home, kernel) ? needs.relinked : needs.recreated).add(home);
    if (frozenBy === 'medium') needs.emptied.add(parentPath(path));
  }
}

const isMadeAsWhole = (home: string, { entries }: Tree): boolean => {
  const root = entries.get(home);
  return root?.type === 'folder' && root.kind.madeAsWhole === true;
};

/** Whether something within a function stays as it is for as long as links within it are there. */
const isFixed = (entry: Entry): boolean =>
  entry.type !== 'attribute' || entry.attribute.frozenBy === 'holder' || entry.attribute.frozenBy === 'user';

/** What is in each folder of a function in the order of its making. */
function orderWithin(home: string, tree: Tree): string {
  const order = new Map<string, string[]>();
  for (const [path, { type }] of tree.entries) {
    if (type === 'attribute' || !isWithin(path, home)) continue;
    const names = order.get(`${type} ${parentPath(path)}`) ?? [];
    order.set(`${type} ${parentPath(path)}`, [...names, baseName(path)]);
  }
  return [...order]
    .map(([folder, names]) => `${folder}: ${names.join('/')}`)
    .sort()
    .join('\n');
}

/** Functions in which the same things stand in another order than wanted. */
function reorderedFunctions({ current, wanted }: Comparison): string[] {
  return [...current.entries.keys()].filter(
    (path) =>
      isMadeAsWhole(path, current) &&
      wanted.entries.has(path) &&
      orderWithin(path, current) !== orderWithin(path, wanted),
  );
}

/** Whether a path is in a folder of which nothing is known. */
function isRawAttribute(path: string, { entries }: Tree): boolean {
  const home = entries.get(functionFolder(path) ?? '');
  return home?.type === 'folder' && home.kind.opaque === true;
}

/** Whether an attribute was set that shows nothing until then: no write empties it again. */
function hasNoWayBack(entry: Entry): boolean {
  if (entry.type !== 'attribute' || entry.text === '') return false;
  const { initial, kind = 'declared', vendor } = entry.attribute;
  return initial === '' && kind === 'declared' && !vendor;
}

function findNeeds(comparison: Comparison, restored: ReadonlyMap<string, AttributeEntry>): Needs {
  const { current, wanted, declared } = comparison;
  const recreated = new Set(reorderedFunctions(comparison));
  const needs: Needs = { recreated, relinked: new Set(), emptied: new Set() };
  for (const [path, entry] of wanted.entries) {
    const here = current.entries.get(path);
    if (
      entry.type === 'attribute' &&
      !here &&
      (entry.attribute.vendor ||
        current.entries.has(parentPath(path)) ||
        wanted.entries.has(parentPath(path)))
    )
      continue;
    if (!equalEntries(path, here, entry, comparison)) addNeeds(path, entry, comparison, needs);
  }
  for (const [path, entry] of restored) addNeeds(path, entry, comparison, needs);
  for (const [path, entry] of current.entries)
    if (entry.type !== 'attribute' && !wanted.entries.has(path)) addNeeds(path, entry, comparison, needs);
  for (const [path, entry] of current.entries)
    if (hasNoWayBack(entry) && !wanted.entries.has(path) && wanted.entries.has(functionFolder(path) ?? ''))
      needs.recreated.add(functionFolder(path)!);
  // What a raw function had and has no longer: nothing tells its default.
  for (const [path, entry] of declared?.entries ?? [])
    if (!wanted.entries.has(path) && (isRawAttribute(path, current) || isRawAttribute(path, wanted)))
      addNeeds(path, entry, comparison, needs);
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
export function findChange(comparison: Comparison, restored: ReadonlyMap<string, AttributeEntry>): Change {
  const { current, wanted } = comparison;
  const { recreated, relinked, emptied } = findNeeds(comparison, restored);
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
