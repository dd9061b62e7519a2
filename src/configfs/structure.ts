import { grouped } from '../options/grouped.js';
import { isIn, parentPath, type Tree } from './tree.js';

/**
 * A folder with the folders and links within it, as text that is equal where they are.
 *
 * @param isOrdered - the order counts in which each folder within got what is in it; the folders themselves are met in that of the reading.
 */
export function structureOf({ entries }: Tree, folder: string, isOrdered: boolean): string {
  const lines = [...entries].flatMap(([path, entry]) => {
    if (entry.type === 'attribute' || !(path === folder || isIn(path, folder))) return [];
    const line = `${path} ${entry.type === 'link' ? entry.target : ''}`;
    return [[isOrdered ? `${entry.type} ${parentPath(path)}` : line, line] as const];
  });
  return [...grouped(lines).values()]
    .map((each) => each.join('\n'))
    .sort()
    .join('\n');
}
