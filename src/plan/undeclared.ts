import { initialText } from '../attributes/attribute.js';
import { textToWrite } from '../configfs/as-wanted.js';
import { foldersAround, parentPath, type AttributeEntry, type Entry, type Tree } from '../configfs/tree.js';
import type { Change } from './change.js';
import { functionFolder, isSame, type Comparison } from './comparison.js';

/** Whether an attribute is to change, by what is wanted or because nothing is said of it any more. */
function changes(path: string, { current, wanted, kernel, declared }: Comparison): boolean {
  const here = current.entries.get(path);
  const there = wanted.entries.get(path);
  if (here?.type !== 'attribute') return false;
  return there?.type === 'attribute'
    ? !isSame(path, there, here, kernel, declared)
    : here.text !== initialText(here.attribute, { kernel });
}

/** An attribute that is left out of the wanted tree and is to have its default again. */
function restoredEntry(path: string, entry: Entry, comparison: Comparison): AttributeEntry | undefined {
  const { current, wanted, kernel, declared } = comparison;
  if (entry.type !== 'attribute' || wanted.entries.has(path) || !wantsFolder(current, wanted, path))
    return undefined;
  const { attribute, text } = entry;
  const { kind = 'declared', follows } = attribute;
  // A default that was never changed is the machine's own, whatever the table says: MaxPower is a choice of the kernel's maker.
  const wasSet = declared?.entries.has(path) ?? kind === 'declared';
  const isAsked = follows ? wasSet || changes(`${parentPath(path)}/${follows}`, comparison) : wasSet;
  if (
    attribute.access ||
    kind === 'run-time' ||
    (typeof attribute.initial !== 'string' && kind === 'derived') ||
    !isAsked
  )
    return undefined;
  const initial = initialText(attribute, { kernel });
  if (initial === text || initial === '') return undefined;
  const written = textToWrite({ ...entry, text: initial });
  return written === undefined ? undefined : { ...entry, text: written };
}

/** Whether the folder that an attribute is in is wanted: the nearest one that somebody made, since default groups are no entries. */
function wantsFolder(current: Tree, wanted: Tree, path: string): boolean {
  for (const at of foldersAround(path))
    if (current.entries.get(at)?.type === 'folder') return wanted.entries.get(at)?.type === 'folder';
  return false;
}

const follows = ([, { attribute }]: readonly [string, AttributeEntry]): boolean =>
  attribute.follows !== undefined;

/**
 * Every attribute of the current tree that goes back to its default. One that follows another goes first: if the work breaks off between
 * the two, the other one still shows that there is something to do.
 */
export function restoredEntries(comparison: Comparison): Map<string, AttributeEntry> {
  const restored = new Map<string, AttributeEntry>();
  for (const [path, entry] of comparison.current.entries) {
    const back = restoredEntry(path, entry, comparison);
    if (back) restored.set(path, back);
  }
  return new Map([...restored].sort((left, right) => Number(follows(right)) - Number(follows(left))));
}

/** What the wanted tree says nothing of and is not to be lost: media and random addresses of what is made anew, media that are taken out for a while. */
export function carriedOver(
  current: Tree,
  wanted: Tree,
  { doomedFolders, emptiedDrives }: Change,
): Map<string, AttributeEntry> {
  const carried = new Map<string, AttributeEntry>();
  for (const [path, entry] of current.entries) {
    if (
      entry.type !== 'attribute' ||
      wanted.entries.has(path) ||
      (entry.attribute.kind ?? 'declared') === 'declared'
    )
      continue;
    const home = functionFolder(path);
    // The definition of a raw function says all that it is to hold; some of what else is there can only be read.
    if (entry.attribute.vendor) continue;
    const lost =
      home !== undefined &&
      doomedFolders.has(home) &&
      wanted.entries.has(home) &&
      wantsFolder(current, wanted, path);
    if (!lost && !(emptiedDrives.has(parentPath(path)) && entry.attribute.kind === 'run-time')) continue;
    const text = textToWrite(entry);
    if (text !== undefined && text !== '\n') carried.set(path, { ...entry, text });
  }
  return carried;
}

/** What the wanted tree says nothing of, and is written all the same. */
export interface Undeclared {
  /** Goes back to its default; written before the rest of its folder. */
  readonly restored: ReadonlyMap<string, AttributeEntry>;
  /** Is not to be lost; written after the rest of its folder, as media must be. */
  readonly carried: ReadonlyMap<string, AttributeEntry>;
}

/** A thing in a tree, with its path. */
export type Item = readonly [path: string, entry: Entry];

const isIn =
  (folder: string) =>
  ([path, entry]: Item): boolean =>
    entry.type === 'attribute' && parentPath(path) === folder;

/** Behind the nearest folder around an attribute that is an entry of its own. */
function behindFolder(list: readonly Item[], path: string): number {
  for (const folder of foldersAround(path)) {
    const at = list.findIndex(([each]) => each === folder);
    if (at >= 0) return at + 1;
  }
  return 0;
}

/** The wanted entries, with what is undeclared at its place. */
export function withUndeclared(wanted: Tree, { restored, carried }: Undeclared): Tree['entries'] {
  if (restored.size + carried.size === 0) return wanted.entries;
  const list: Item[] = [...wanted.entries];
  for (const item of [...restored].reverse()) {
    const first = list.findIndex(isIn(parentPath(item[0])));
    list.splice(first >= 0 ? first : behindFolder(list, item[0]), 0, item);
  }
  for (const item of carried) {
    const last = list.findLastIndex(isIn(parentPath(item[0])));
    list.splice(last >= 0 ? last + 1 : behindFolder(list, item[0]), 0, item);
  }
  return new Map(list);
}
