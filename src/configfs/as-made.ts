import { initialText, type Attribute, type FolderKind } from '../attributes/attribute.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import type { Entry, Tree } from './tree.js';

/** Whether a definition may set it and its default is known beforehand. */
function isForeseeable(
  { kind = 'declared', access, vendor, since = 0, until = Infinity }: Attribute,
  kernel: KernelVersion,
): boolean {
  return kind === 'declared' && !access && !vendor && since <= kernel && kernel < until;
}

/** Adds what a folder holds when it is fresh, and its default groups with it. */
function addFresh(entries: Map<string, Entry>, path: string, kind: FolderKind, kernel: KernelVersion): void {
  for (const attribute of kind.attributes)
    if (isForeseeable(attribute, kernel)) {
      const text = initialText(attribute, { kernel });
      entries.set(`${path}/${attribute.name}`, { type: 'attribute', attribute, text });
    }
  for (const [name, group] of Object.entries(kind.folders ?? {}))
    if ((group.since ?? 0) <= kernel) addFresh(entries, `${path}/${name}`, group, kernel);
}

/**
 * A wanted tree as it is once it has been made: texts are as the kernel shows them, and defaults are there as far as they
 * are known beforehand.
 */
export function asMade(wanted: Tree, kernel: KernelVersion): Tree {
  const entries = new Map<string, Entry>();
  for (const [path, entry] of wanted.entries) {
    if (entry.type !== 'attribute') entries.set(path, entry);
    if (entry.type === 'folder') addFresh(entries, path, entry.kind, kernel);
    if (entry.type === 'attribute') {
      const before = entries.get(path);
      const shown = entry.attribute.codec.store(
        entry.text,
        before?.type === 'attribute' ? before.text : '',
        kernel,
      );
      entries.set(path, typeof shown === 'string' ? { ...entry, text: shown } : entry);
    }
  }
  return { ...wanted, entries };
}
