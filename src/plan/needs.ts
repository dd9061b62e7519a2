import type { KernelVersion } from '../attributes/kernel-version.js';
import { structureOf } from '../configfs/structure.js';
import { baseName, parentPath, type AttributeEntry, type Entry, type Tree } from '../configfs/tree.js';
import { functionDrivers } from '../functions/drivers.js';
import { functionNamed } from '../functions/function-name.js';
import { functionFolder, isSame, needsNoWriting, type Comparison } from './comparison.js';

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

/** What differences ask for. */
export interface Needs {
  /** Functions to be made anew, or the gadget itself. */
  readonly recreated: Set<string>;
  /** Functions whose links must be absent for a while. */
  readonly relinked: Set<string>;
  /** Drives whose medium must be out for a while. */
  readonly emptied: Set<string>;
}

/** Whether a function that was linked can be written again once it is not. */
function thaws(home: string, kernel: KernelVersion): boolean {
  const { driver } = functionNamed(baseName(home));
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

/** Functions in which the same things stand in another order than wanted. */
function reorderedFunctions({ current, wanted }: Comparison): string[] {
  return [...current.entries.keys()].filter(
    (path) =>
      isMadeAsWhole(path, current) &&
      wanted.entries.has(path) &&
      structureOf(current, path, true) !== structureOf(wanted, path, true),
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

/** What must be absent for a while to get from one tree to another. */
export function findNeeds(comparison: Comparison, restored: ReadonlyMap<string, AttributeEntry>): Needs {
  const { current, wanted, declared } = comparison;
  const recreated = new Set(reorderedFunctions(comparison));
  const needs: Needs = { recreated, relinked: new Set(), emptied: new Set() };
  for (const [path, entry] of wanted.entries) {
    const here = current.entries.get(path);
    const parent = parentPath(path);
    const isFresh = !current.entries.has(parent) && wanted.entries.has(parent);
    if (entry.type === 'attribute' && !here)
      if (entry.attribute.vendor || isFresh || needsNoWriting(entry)) continue;
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
