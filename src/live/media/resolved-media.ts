import type { Entry, Tree } from '../../configfs/tree.js';
import type { System } from '../../system/system.js';
import { notSeen, unless } from '../machine/system-errors.js';

/** A wanted tree with the paths of its media as the kernel will show them, links resolved, so that what is there is known again. */
export async function withResolvedMedia(wanted: Tree, system: System): Promise<Tree> {
  const entries = new Map<string, Entry>(wanted.entries);
  for (const [path, entry] of wanted.entries) {
    if (entry.type !== 'attribute' || entry.attribute.kind !== 'run-time' || !entry.text.startsWith('/'))
      continue;
    const text = await unless(notSeen, system.realPath(entry.text));
    if (text !== undefined) entries.set(path, { ...entry, text });
  }
  return { ...wanted, entries };
}
