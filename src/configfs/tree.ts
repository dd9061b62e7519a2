import type { Attribute, FolderKind } from '../attributes/attribute.js';
import type { Owner } from '../gadget/definition.js';

/** A folder that somebody made; default groups are no entries, since nobody makes them. */
export interface FolderEntry {
  /** What tells it from other entries. */
  readonly type: 'folder';
  /** What it is. */
  readonly kind: FolderKind;
}

/** An attribute and its text: in a wanted tree what to write, in a live one what it gives. Bytes are hex. */
export interface AttributeEntry {
  /** What tells it from other entries. */
  readonly type: 'attribute';
  /** What is known of it. */
  readonly attribute: Attribute;
  /** The text, or hex for a binary attribute. */
  readonly text: string;
}

/** A symbolic link. */
export interface LinkEntry {
  /** What tells it from other entries. */
  readonly type: 'link';
  /** The path of the folder that it leads to, as in {@link Tree.entries}. */
  readonly target: string;
}

/** One thing in configfs. */
export type Entry = FolderEntry | AttributeEntry | LinkEntry;

/** The files of a function that a program serves. */
export interface Mount {
  /** Where they are; empty: somebody else mounts them. */
  readonly point: string;
  /** As in `uid=1000,fmode=660`; in a live tree empty. */
  readonly options: string;
  /** Seconds that the program may take until the gadget can be bound. */
  readonly readySeconds: number;
}

/** Seconds that a program may take where nothing else is said. */
export const usualReadySeconds = 10;

/** One gadget in configfs, wanted or live. */
export interface Tree {
  /** The gadget's name: the first segment of every path. */
  readonly gadget: string;
  /** What is there, by path below `usb_gadget`, in the order of its making: `g1`, `g1/idVendor`, `g1/functions/hid.usb0`. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The controller that it is bound to; empty if to none; in a wanted tree {@link anyController} for whichever there is. */
  readonly udc: string;
  /** FunctionFS of the gadget, by the path of the function's folder; in a live tree those that are mounted. */
  readonly mounts?: ReadonlyMap<string, Mount>;
  /** Who owns files, by path; only those that are not root's. */
  readonly owners?: ReadonlyMap<string, Owner>;
}

/** Stands in a wanted tree for the controller that it is bound to, or else the only one of the machine. */
export const anyController = '*';

/** A tree with nothing in it. */
export function emptyTree(gadget: string): Tree {
  return { gadget, entries: new Map(), udc: '' };
}

/** The path of the folder that something is in; empty for a gadget itself. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Whether a path is below that of a folder. */
export const isIn = (path: string, folder: string): boolean =>
  path.startsWith(folder) && path[folder.length] === '/';

/** The paths of the folders around something, the nearest first. */
export function* foldersAround(path: string): Generator<string> {
  for (let at = parentPath(path); at; at = parentPath(at)) yield at;
}

/** Whether a path is below that of one of these folders. */
export function isInAny(path: string, folders: ReadonlySet<string>): boolean {
  for (const folder of foldersAround(path)) if (folders.has(folder)) return true;
  return false;
}

/** What is within a folder, in order, by path below it. */
export function* entriesIn(
  { entries }: Tree,
  folder: string,
): Generator<readonly [path: string, entry: Entry]> {
  for (const [path, entry] of entries) if (isIn(path, folder)) yield [path.slice(folder.length + 1), entry];
}

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
