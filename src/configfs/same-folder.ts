import type { KernelVersion } from '../attributes/kernel-version.js';
import { withoutLineFeed } from '../attributes/text-codecs.js';
import { isUnknownAttribute } from './folders.js';
import { asMade } from './as-made.js';
import { isInitial, isWritable } from './found-folder.js';
import { structureOf } from './structure.js';
import { isIn, type AttributeEntry, type Tree } from './tree.js';

const attributesIn = ({ entries }: Tree, folder: string): [path: string, entry: AttributeEntry][] =>
  [...entries].flatMap(([path, entry]): [string, AttributeEntry][] =>
    entry.type === 'attribute' && isIn(path, folder) ? [[path, entry]] : [],
  );

/** A line feed more or less at the end of a text that is kept as it was written is the writer's own. */
const isSameText = ({ attribute, text }: AttributeEntry, live: string): boolean =>
  text === live ||
  (withoutLineFeed(text) !== withoutLineFeed(live) && attribute.codec.same?.(text, live) === true);

/** Whether an attribute that a definition does not set would be lost: the kernel gives it no such value by itself. */
function wouldBeLost(entry: AttributeEntry, kernel: KernelVersion): boolean {
  const { attribute } = entry;
  if (isUnknownAttribute(attribute)) return !attribute.access;
  return attribute.from !== undefined && !isInitial(entry, kernel) && isWritable(entry, kernel);
}

/**
 * Whether a folder that is made as wanted means the same as the live one: the same folders and links within, and every attribute
 * with a value that is as good.
 */
export function isSameFolder(live: Tree, wanted: Tree, folder: string, kernel: KernelVersion): boolean {
  const made = asMade(wanted, kernel);
  const root = live.entries.get(folder);
  const isOrdered = root?.type === 'folder' && root.kind.madeAsWhole === true;
  if (structureOf(live, folder, isOrdered) !== structureOf(made, folder, isOrdered)) return false;
  return (
    attributesIn(live, folder).every(([path, entry]) => {
      const expected = made.entries.get(path);
      return expected?.type === 'attribute' ? isSameText(expected, entry.text) : !wouldBeLost(entry, kernel);
    }) &&
    attributesIn(wanted, folder).every(([path, { attribute }]) => attribute.vendor || live.entries.has(path))
  );
}
