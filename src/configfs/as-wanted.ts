import type { AttributeEntry, Entry, Tree } from './tree.js';
import { isRefusal } from '../attributes/errno.js';

/** What to write so that an attribute gives this text again; undefined if nothing can, as for `ifname` with its number. */
export function textToWrite({ attribute, text }: AttributeEntry): string | undefined {
  if (attribute.access) return undefined;
  const { codec } = attribute;
  const written = codec.write(codec.read(text));
  return isRefusal(codec.store(written, text)) ? undefined : written;
}

/** A live tree as one to be reached again: what nobody can write is left out, and texts are as they are written. */
export function asWanted(live: Tree): Tree {
  const entries = new Map<string, Entry>();
  for (const [path, entry] of live.entries) {
    const text = entry.type === 'attribute' ? textToWrite(entry) : undefined;
    if (entry.type !== 'attribute') entries.set(path, entry);
    else if (text !== undefined) entries.set(path, { ...entry, text });
  }
  return { ...live, entries };
}
