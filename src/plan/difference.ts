import type { KernelVersion } from '../attributes/kernel-version.js';
import { holderHeights } from '../configfs/link-heights.js';
import {
  foldersAround,
  isInAny,
  parentPath,
  type AttributeEntry,
  type Entry,
  type Tree,
} from '../configfs/tree.js';
import { withBinding } from './binding.js';
import { findChange, type Change } from './change.js';
import { functionFolder, isSame, needsNoWriting, type Comparison } from './comparison.js';
import type { Operation } from './operation.js';
import { mounts, unmounts } from './mounting.js';
import { removals } from './removals.js';
import { carriedOver, restoredEntries, withUndeclared, type Item, type Undeclared } from './undeclared.js';

const nothingChanges: Change = { doomedFolders: new Set(), doomedLinks: new Set(), emptiedDrives: new Set() };
const nothingUndeclared: Undeclared = { restored: new Map(), carried: new Map() };

function writeOperation(path: string, { attribute, text }: AttributeEntry, kernel: KernelVersion): Operation {
  const optional = attribute.vendor && ({ optional: true } as const);
  const { countsShortSince = Infinity } = attribute.codec;
  return attribute.binary
    ? { op: 'write', path, hex: text, ...optional }
    : { op: 'write', path, text, ...(countsShortSince <= kernel && { countsShort: true }), ...optional };
}

/** Whether a link leads from one folder of a function to another, in a function of which all is known. */
function isInnerLink(path: string, entry: Entry, { entries }: Tree): boolean {
  if (entry.type !== 'link') return false;
  const home = entries.get(functionFolder(path) ?? '');
  return home?.type === 'folder' && !home.kind.opaque;
}

function holdsInnerLinks(entries: Tree['entries'], tree: Tree): boolean {
  let found = false;
  entries.forEach((entry, path) => (found ||= isInnerLink(path, entry, tree)));
  return found;
}

/**
 * Puts the links within each function behind everything else in it, what they lead to before what leads there: a link freezes its
 * target, and a tree that was read has its folders in the kernel's order.
 */
function inMakingOrder(entries: Tree['entries'], tree: Tree): Tree['entries'] {
  if (!holdsInnerLinks(entries, tree)) return entries;
  const ordered: Item[] = [];
  let heights: ReadonlyMap<string, number> | undefined;
  let home: string | undefined;
  let links: Item[] = [];
  // Links of one holder keep their order, which counts.
  const height = ([path]: Item): number => (heights ??= holderHeights(tree)).get(parentPath(path)) ?? 0;
  const putLinks = (): void => {
    ordered.push(...links.sort((left, right) => height(left) - height(right)));
    links = [];
  };
  for (const item of entries) {
    const [path, entry] = item;
    if (links.length && functionFolder(path) !== home) putLinks();
    if (isInnerLink(path, entry, tree)) {
      home = functionFolder(path);
      links.push(item);
    } else ordered.push(item);
  }
  putLinks();
  return new Map(ordered);
}

/** Makes and writes what is wanted and not there. */
function additions(
  { current, wanted, kernel, declared }: Comparison,
  change: Change,
  undeclared: Undeclared,
): Operation[] {
  const operations: Operation[] = [];
  const fresh = current.entries.size === 0;
  const isNew = (path: string): boolean => {
    for (const folder of foldersAround(path)) {
      if (change.doomedFolders.has(folder)) return true;
      if (current.entries.has(folder)) return false;
    }
    return true;
  };
  for (const drive of change.emptiedDrives) {
    const path = `${drive}/file`;
    const medium = current.entries.get(path);
    if (medium?.type === 'attribute' && medium.text !== '' && !isNew(path))
      operations.push({ op: 'write', path, text: '\n' });
  }
  inMakingOrder(withUndeclared(wanted, undeclared), wanted).forEach((entry, path) => {
    const here = fresh ? undefined : current.entries.get(path);
    if (entry.type === 'folder') {
      if (!here || change.doomedFolders.has(path)) operations.push({ op: 'mkdir', path });
    } else if (entry.type === 'link') {
      if (!here || change.doomedLinks.has(path))
        operations.push({ op: 'symlink', path, target: entry.target });
    } else if (fresh || isNew(path)) {
      if (!needsNoWriting(entry)) operations.push(writeOperation(path, entry, kernel));
    } else if (here?.type === 'attribute') {
      const ejected =
        entry.attribute.kind === 'run-time' && change.emptiedDrives.has(parentPath(path)) && here.text !== '';
      if (ejected ? entry.text !== '\n' : !isSame(path, entry, here, kernel, declared))
        operations.push(writeOperation(path, entry, kernel));
    } else if (!entry.attribute.vendor && !needsNoWriting(entry))
      operations.push(writeOperation(path, entry, kernel));
  });
  return operations;
}

function ownerChanges(current: Tree, wanted: Tree, { doomedFolders }: Change): Operation[] {
  const operations: Operation[] = [];
  for (const [path, { user, optional }] of wanted.owners ?? []) {
    const made = doomedFolders.has(path) || isInAny(path, doomedFolders);
    if (made || current.owners?.get(path)?.user !== user)
      operations.push({ op: 'chown', path, owner: user, ...(optional && { optional }) });
  }
  return operations;
}

/**
 * The ordered operations that lead from one tree to another. Making a gadget is the difference from nothing, removing it the
 * difference to nothing; changing, repairing and putting back are differences too. What has effect only at a bind is done
 * off the bus, so that no half-changed gadget is ever bound.
 *
 * @param current - what is there, as read from configfs.
 * @param wanted - what is to be there, as from a definition.
 * @param declared - what was last asked for, if that is known. Default: everything that has no default was.
 */
export function difference(current: Tree, wanted: Tree, kernel: KernelVersion, declared?: Tree): Operation[] {
  const comparison = { current, wanted, kernel, declared };
  if (current.entries.size === 0) {
    const operations = additions(comparison, nothingChanges, nothingUndeclared);
    operations.push(
      ...ownerChanges(current, wanted, nothingChanges),
      ...mounts(current, wanted, nothingChanges.doomedFolders),
    );
    return withBinding(operations, current, wanted);
  }
  const restored = restoredEntries(comparison);
  const change = findChange(comparison, restored);
  // What is made anew has its defaults.
  for (const path of restored.keys())
    if (change.doomedFolders.has(functionFolder(path) ?? current.gadget)) restored.delete(path);
  const undeclared = { restored, carried: carriedOver(current, wanted, change) };
  const { doomedFolders } = change;
  const operations = [
    ...unmounts(current, wanted, doomedFolders),
    ...removals(current, change),
    ...additions(comparison, change, undeclared),
    ...ownerChanges(current, wanted, change),
    ...mounts(current, wanted, doomedFolders),
  ];
  return withBinding(operations, current, wanted);
}
