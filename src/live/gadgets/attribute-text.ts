import type { Tree } from '../../configfs/tree.js';

/** The text of an attribute of a live gadget, without what ends its line; empty if there is none. */
export function attributeText({ entries }: Tree, path: string): string {
  const entry = entries.get(path);
  return entry?.type === 'attribute' ? entry.text.replace(/\n$/, '') : '';
}
