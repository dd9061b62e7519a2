import { initialText } from '../attributes/attribute.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import type { FoundFolder } from '../functions/function-driver.js';
import type { Plain } from '../options/plain.js';
import { setAt } from '../options/set-at.js';
import { textToWrite } from './as-wanted.js';
import { entriesIn, type AttributeEntry, type Tree } from './tree.js';

type Values = Record<string, unknown>;

/** Whether an attribute gives what it gave when its folder was made. */
export function isInitial({ attribute, text }: AttributeEntry, kernel: KernelVersion): boolean {
  return text === initialText(attribute, { kernel });
}

/** Whether an attribute can be made to give again what it gives. */
export function isWritable(entry: AttributeEntry, kernel: KernelVersion): boolean {
  return (entry.attribute.writableSince ?? 0) <= kernel && textToWrite(entry) !== undefined;
}

/** What a live attribute stands for in a definition; nothing if that cannot be said or need not be. */
export function toldValue(entry: AttributeEntry, kernel: KernelVersion, isTerse: boolean): Plain {
  const { from, into = from, codec, alwaysTold = false } = entry.attribute;
  if (into === undefined || (into === from && typeof from === 'function')) return {};
  if (!isWritable(entry, kernel) || (isTerse && !alwaysTold && isInitial(entry, kernel))) return {};
  const value: unknown = codec.read(entry.text);
  if (typeof into === 'function') return (into as (value: unknown) => Plain)(value);
  const values: Values = {};
  setAt(values, into, value);
  return values;
}

/** A folder that is yet to be filled. */
export interface Folder extends FoundFolder {
  readonly values: Values;
  readonly folders: Map<string, Folder>;
  readonly links: Map<string, string>;
}

/** A folder with nothing in it. */
export const emptyFolder = (): Folder => ({ values: {}, folders: new Map(), links: new Map() });

/** The folder some steps below another, which is made if need be. */
export function folderAt(root: Folder, path: readonly string[]): Folder {
  let at = root;
  for (const name of path) {
    let next = at.folders.get(name);
    if (!next) at.folders.set(name, (next = emptyFolder()));
    at = next;
  }
  return at;
}

/** Adds values to values, those within objects too. */
function addTo(target: Values, values: Plain): void {
  for (const [key, value] of Object.entries(values)) {
    const here = target[key];
    const isObject = (each: unknown): each is Values =>
      typeof each === 'object' && each !== null && !Array.isArray(each);
    if (isObject(here) && isObject(value)) addTo(here, value);
    else target[key] = value;
  }
}

/**
 * What is in a folder of a live gadget, as values of a definition.
 *
 * @param isTerse - what has the kernel's default is left out.
 */
export function foundFolder(tree: Tree, path: string, kernel: KernelVersion, isTerse: boolean): FoundFolder {
  const root = emptyFolder();
  for (const [each, entry] of entriesIn(tree, path)) {
    const names = each.split('/');
    const holder = folderAt(root, entry.type === 'folder' ? names : names.slice(0, -1));
    if (entry.type === 'attribute') addTo(holder.values, toldValue(entry, kernel, isTerse));
    if (entry.type === 'link') holder.links.set(names.at(-1)!, entry.target.slice(path.length + 1));
  }
  return root;
}
