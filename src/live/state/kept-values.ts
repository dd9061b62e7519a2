import type { FolderKind } from '../../attributes/attribute.js';
import type { KernelVersion } from '../../attributes/kernel-version.js';
import { textToWrite } from '../../configfs/as-wanted.js';
import { childFolder } from '../../attributes/child-folder.js';
import { attributeIn } from '../../configfs/folders.js';
import { baseName, parentPath, type AttributeEntry, type Entry, type Tree } from '../../configfs/tree.js';

/**
 * What nobody declared and a removal destroys, random addresses and media: by the path of the folder that somebody made, then by
 * the path within it, the text to write.
 */
export type KeptValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The values of a live gadget that a removal would destroy. */
export function keptValues({ entries }: Tree): KeptValues {
  const kept: Record<string, Record<string, string>> = {};
  for (const [path, entry] of entries) {
    if (
      entry.type !== 'attribute' ||
      (entry.attribute.kind ?? 'declared') === 'declared' ||
      entry.attribute.follows ||
      entry.attribute.vendor ||
      entry.attribute.binary
    )
      continue;
    const text = textToWrite(entry);
    if (text === undefined || text === '\n') continue;
    let folder = parentPath(path);
    while (entries.get(folder)?.type !== 'folder') folder = parentPath(folder);
    // What is derived in the gadget's own folder, the kernel finds out again.
    if (parentPath(folder)) (kept[folder] ??= {})[path.slice(folder.length + 1)] = text;
  }
  return kept;
}

function entryWithin(folder: FolderKind, path: string, text: string, kernel: KernelVersion): AttributeEntry {
  const kind = parentPath(path)
    .split('/')
    .reduce((at, name) => (name && childFolder(at, name, kernel)) || at, folder);
  return { type: 'attribute', attribute: attributeIn(kind, baseName(path)), text };
}

/** A wanted tree that also wants back what an interrupted change may have destroyed, unless the definition says otherwise. */
export function withKeptValues(wanted: Tree, kept: KeptValues, kernel: KernelVersion): Tree {
  const entries = new Map<string, Entry>();
  let pending = new Map<string, Entry>();
  const flush = (): void => {
    for (const [path, entry] of pending) if (!entries.has(path)) entries.set(path, entry);
    pending = new Map();
  };
  for (const [path, entry] of wanted.entries) {
    // Behind the attributes of its folder, since a link freezes them.
    if (entry.type !== 'attribute') flush();
    entries.set(path, entry);
    if (entry.type === 'folder')
      for (const [within, text] of Object.entries(kept[path] ?? {}))
        pending.set(`${path}/${within}`, entryWithin(entry.kind, within, text, kernel));
  }
  flush();
  return { ...wanted, entries };
}
