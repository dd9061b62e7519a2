import type { AttributeEntry, Tree } from '../configfs/tree.js';
import { utf8ToHex } from '../usb/bytes.js';
import type { FunctionContents } from './function-descriptors.js';

/** What the tree makes below the folder of a function. */
export function functionContents({ gadget, entries }: Tree, name: string): FunctionContents {
  const own = `${gadget}/functions/${name}/`;
  const find = (path: string): AttributeEntry | undefined => {
    const entry = entries.get(own + path);
    return entry?.type === 'attribute' ? entry : undefined;
  };
  /** Paths of things of a kind that stand in a folder itself, in the order of their making. */
  const within = (folder: string, type: 'folder' | 'link'): string[] => {
    const start = own + folder + '/';
    return [...entries].flatMap(([path, entry]) =>
      entry.type === type && path.startsWith(start) && !path.includes('/', start.length)
        ? [path.slice(own.length)]
        : [],
    );
  };
  return {
    text: (path) => find(path)?.text,
    bytes(path) {
      const entry = find(path);
      return entry && (entry.attribute.binary ? entry.text : utf8ToHex(entry.text));
    },
    hasFolder: (path) => entries.get(own + path)?.type === 'folder',
    folders: (folder) => within(folder, 'folder'),
    targets: (folder) =>
      within(folder, 'link').flatMap((path) => {
        const entry = entries.get(own + path);
        return entry?.type === 'link' && entry.target.startsWith(own) ? [entry.target.slice(own.length)] : [];
      }),
  };
}
