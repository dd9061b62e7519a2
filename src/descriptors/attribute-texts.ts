import type { AttributeEntry, Tree } from '../configfs/tree.js';
import { utf8ToHex } from '../usb/bytes.js';
import type { AttributeTexts } from './function-descriptors.js';

/** The texts that the tree writes below the folder of a function. */
export function attributeTexts({ gadget, entries }: Tree, name: string): AttributeTexts {
  const find = (path: string): AttributeEntry | undefined => {
    const entry = entries.get(`${gadget}/functions/${name}/${path}`);
    return entry?.type === 'attribute' ? entry : undefined;
  };
  return {
    text: (path) => find(path)?.text,
    bytes(path) {
      const entry = find(path);
      return entry && (entry.attribute.binary ? entry.text : utf8ToHex(entry.text));
    },
  };
}
