import { initialText, type TakesEffect } from '../attributes/attribute.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { textToWrite } from '../configfs/as-wanted.js';
import { anyController, parentPath, type AttributeEntry, type Entry, type Tree } from '../configfs/tree.js';
import { findChange, functionFolder, isSame, type Change } from './change.js';
import type { Operation } from './operation.js';
import { removals } from './removals.js';

const nothingChanges: Change = { doomedFolders: new Set(), doomedLinks: new Set(), emptiedDrives: new Set() };

const initialOf = ({ attribute }: AttributeEntry, kernel: KernelVersion): string =>
  initialText(attribute, { kernel, index: 0, random: () => 0 });

/** Whether an attribute is to change, by what is wanted or because nothing is said of it any more. */
function changes(path: string, current: Tree, wanted: Tree, kernel: KernelVersion): boolean {
  const here = current.entries.get(path);
  const there = wanted.entries.get(path);
  if (here?.type !== 'attribute') return false;
  return there?.type === 'attribute' ? !isSame(there, here.text) : here.text !== initialOf(here, kernel);
}

/** An attribute that is left out of the wanted tree and is to have its default again. */
function restoredEntry(
  path: string,
  entry: Entry,
  current: Tree,
  wanted: Tree,
  kernel: KernelVersion,
): AttributeEntry | undefined {
  if (entry.type !== 'attribute' || wanted.entries.has(path) || !wantsFolder(current, wanted, path))
    return undefined;
  const { attribute, text } = entry;
  const { kind = 'declared', follows } = attribute;
  const asked = follows
    ? changes(`${parentPath(path)}/${follows}`, current, wanted, kernel)
    : kind === 'declared';
  if (attribute.access || !asked) return undefined;
  const initial = initialOf(entry, kernel);
  if (initial === text || initial === '') return undefined;
  return { ...entry, text: textToWrite({ ...entry, text: initial }) ?? initial };
}

/** Whether the folder that an attribute is in is wanted: the nearest one that somebody made, since default groups are no entries. */
function wantsFolder(current: Tree, wanted: Tree, path: string): boolean {
  let at = parentPath(path);
  while (at && current.entries.get(at)?.type !== 'folder') at = parentPath(at);
  return wanted.entries.get(at)?.type === 'folder';
}

/** What the wanted tree says nothing of and is not to be lost: media and random addresses of what is made anew, media that are taken out for a while. */
function carriedOver(
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

/** The wanted entries, with others put in behind the last one of the same folder. */
function withMore(
  wanted: Tree,
  more: ReadonlyMap<string, AttributeEntry>,
): Iterable<readonly [string, Entry]> {
  if (more.size === 0) return wanted.entries;
  const list: (readonly [string, Entry])[] = [...wanted.entries];
  for (const added of more) {
    let folder = parentPath(added[0]);
    let at = -1;
    for (; at < 0 && folder; folder = parentPath(folder))
      at = list.findLastIndex(
        ([path, entry]) => path === folder || (parentPath(path) === folder && entry.type === 'attribute'),
      );
    list.splice(at + 1, 0, added);
  }
  return list;
}

const isBeforeBind: Readonly<Record<TakesEffect, boolean>> = {
  now: true,
  enumeration: false,
  bind: false,
  link: false,
  creation: false,
};

function writeOperation(path: string, { attribute, text }: AttributeEntry): Operation {
  const optional = attribute.vendor && ({ optional: true } as const);
  return attribute.binary
    ? { op: 'write', path, hex: text, ...optional }
    : { op: 'write', path, text, ...optional };
}

/** Makes and writes what is wanted and not there. */
function additions(
  current: Tree,
  wanted: Tree,
  change: Change,
  more: ReadonlyMap<string, AttributeEntry>,
): Operation[] {
  const operations: Operation[] = [];
  const fresh = current.entries.size === 0;
  const isNew = (folder: string): boolean => {
    for (let at = folder; at; at = parentPath(at)) {
      if (change.doomedFolders.has(at)) return true;
      if (current.entries.has(at)) return false;
    }
    return true;
  };
  for (const drive of change.emptiedDrives) {
    const medium = current.entries.get(`${drive}/file`);
    if (medium?.type === 'attribute' && medium.text !== '' && !isNew(drive))
      operations.push({ op: 'write', path: `${drive}/file`, text: '\n' });
  }
  for (const [path, entry] of withMore(wanted, more)) {
    const here = fresh ? undefined : current.entries.get(path);
    if (entry.type === 'folder') {
      if (!here || change.doomedFolders.has(path)) operations.push({ op: 'mkdir', path });
    } else if (entry.type === 'link') {
      if (!here || change.doomedLinks.has(path))
        operations.push({ op: 'symlink', path, target: entry.target });
    } else if (fresh || isNew(parentPath(path))) operations.push(writeOperation(path, entry));
    else if (here?.type === 'attribute') {
      const ejected =
        entry.attribute.kind === 'run-time' && change.emptiedDrives.has(parentPath(path)) && here.text !== '';
      if (ejected ? entry.text !== '\n' : !isSame(entry, here.text))
        operations.push(writeOperation(path, entry));
    } else if (!entry.attribute.vendor) operations.push(writeOperation(path, entry));
  }
  return operations;
}

function ownerChanges(current: Tree, wanted: Tree, { doomedFolders }: Change): Operation[] {
  const operations: Operation[] = [];
  for (const [path, { user, optional }] of wanted.owners ?? []) {
    const made = [...doomedFolders].some((folder) => path === folder || path.startsWith(`${folder}/`));
    if (made || current.owners?.get(path)?.user !== user)
      operations.push({ op: 'chown', path, owner: user, ...(optional && { optional }) });
  }
  return operations;
}

/** Whether a bound gadget must leave the bus for an operation to be allowed, safe or of effect. */
function needsUnbind(operation: Operation, current: Tree, wanted: Tree): boolean {
  switch (operation.op) {
    case 'symlink':
    case 'unlink':
      return true;
    case 'mkdir':
    case 'rmdir':
      // A function that no configuration holds comes and goes unseen. A language must not go while the gadget is bound:
      // the kernel frees strings that are in use (drivers/usb/gadget/configfs.c, gadget_strings drop).
      return functionFolder(operation.path) === undefined;
    case 'write': {
      const home = functionFolder(operation.path);
      const links =
        home && [...current.entries.values()].some((each) => each.type === 'link' && each.target === home);
      if (home && !links) return false;
      const entry = wanted.entries.get(operation.path) ?? current.entries.get(operation.path);
      return entry?.type === 'attribute' && !isBeforeBind[entry.attribute.takesEffect ?? 'bind'];
    }
    default:
      return false;
  }
}

function withBinding(operations: Operation[], current: Tree, wanted: Tree): Operation[] {
  const path = `${wanted.gadget}/UDC`;
  const target = wanted.udc === anyController ? current.udc : wanted.udc;
  const unbinds =
    current.udc !== '' &&
    ((wanted.udc !== anyController && wanted.udc !== current.udc) ||
      operations.some((each) => needsUnbind(each, current, wanted)));
  const binds = wanted.udc !== '' && (unbinds || current.udc === '');
  return [
    ...(unbinds ? [{ op: 'unbind', path } as const] : []),
    ...operations,
    ...(binds ? [{ op: 'bind', path, udc: target } as const] : []),
  ];
}

/**
 * The ordered operations that lead from one tree to another. Making a gadget is the difference from nothing, removing it the
 * difference to nothing; changing, repairing and putting back are differences too. What has effect only at a bind is done
 * off the bus, so that no half-changed gadget is ever bound.
 *
 * @param current - what is there, as read from configfs.
 * @param wanted - what is to be there, as from a definition.
 */
export function difference(current: Tree, wanted: Tree, kernel: KernelVersion): Operation[] {
  if (current.entries.size === 0) {
    const made = additions(current, wanted, nothingChanges, new Map());
    return withBinding([...made, ...ownerChanges(current, wanted, nothingChanges)], current, wanted);
  }
  const restored = new Map<string, AttributeEntry>();
  for (const [path, entry] of current.entries) {
    const back = restoredEntry(path, entry, current, wanted, kernel);
    if (back) restored.set(path, back);
  }
  const change = findChange(current, wanted, restored);
  const more = new Map(carriedOver(current, wanted, change));
  for (const [path, entry] of restored)
    if (!change.doomedFolders.has(functionFolder(path) ?? '')) more.set(path, entry);
  const operations = [
    ...removals(current, change),
    ...additions(current, wanted, change, more),
    ...ownerChanges(current, wanted, change),
  ];
  return withBinding(operations, current, wanted);
}
