import type { KernelVersion } from '../attributes/kernel-version.js';
import type { RawEntry } from '../functions/raw.js';
import { textToWrite } from './as-wanted.js';
import { isUnknownAttribute } from './folders.js';
import { isInitial, isWritable } from './found-folder.js';
import { holderHeights } from './link-heights.js';
import { entriesIn, parentPath, type AttributeEntry, type Tree } from './tree.js';

/** Whether nobody writes it: the kernel gives the value by itself. */
function isOfTheKernel(entry: AttributeEntry, kernel: KernelVersion): boolean {
  const { attribute } = entry;
  if (isUnknownAttribute(attribute)) return attribute.access !== undefined;
  return attribute.from === undefined || !isWritable(entry, kernel) || isInitial(entry, kernel);
}

/** What to write for an attribute to give the same again: what it gives, if it keeps that as it is written. */
function exactText(entry: AttributeEntry): string | undefined {
  const { text, attribute } = entry;
  const written = textToWrite(entry);
  if (written === undefined || attribute.codec.store(written, '') === text) return written;
  return attribute.codec.store(text, '') === text ? text : written;
}

function rawAttribute(path: string, entry: AttributeEntry): RawEntry[] {
  const text = exactText(entry);
  if (text === undefined || (entry.attribute.binary && text === '')) return [];
  return [entry.attribute.binary ? { path, hex: text } : { path, text }];
}

/**
 * What to make and write for a folder of a function to be as the live one: folders and attributes, and behind them the links, what
 * they lead to before what leads there, since a link freezes its target.
 */
export function rawContents(tree: Tree, folder: string, kernel: KernelVersion): RawEntry[] {
  const contents: RawEntry[] = [];
  const links: { readonly height: number; readonly entry: RawEntry }[] = [];
  const heights = holderHeights(tree);
  for (const [path, entry] of entriesIn(tree, folder)) {
    if (entry.type === 'folder') contents.push({ path, folder: true });
    else if (entry.type === 'attribute') {
      if (!isOfTheKernel(entry, kernel)) contents.push(...rawAttribute(path, entry));
    } else {
      const link = entry.target.slice(folder.length + 1);
      links.push({ height: heights.get(parentPath(`${folder}/${path}`)) ?? 0, entry: { path, link } });
    }
  }
  links.sort((left, right) => left.height - right.height);
  return [...contents, ...links.map(({ entry }) => entry)];
}
