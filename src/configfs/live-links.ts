import { baseName, parentPath, type Tree } from './tree.js';

/** The folders that somebody made in a folder, in the order of their making. */
export const foldersIn = ({ entries }: Tree, folder: string): string[] =>
  [...entries].flatMap(([path, { type }]) =>
    type === 'folder' && parentPath(path) === folder ? [path] : [],
  );

/** The folders of a gadget's functions, linked or not, in the order of their making. */
export const functionFolders = (tree: Tree): string[] => foldersIn(tree, `${tree.gadget}/functions`);

/** The folders of a gadget's configurations, in the order of their making. */
export const configurationFolders = (tree: Tree): string[] => foldersIn(tree, `${tree.gadget}/configs`);

/** The links of a folder in order: the path of each, and the folder that it leads to. */
export function linksIn({ entries }: Tree, folder: string): (readonly [path: string, target: string])[] {
  return [...entries].flatMap(([path, entry]) =>
    entry.type === 'link' && parentPath(path) === folder ? [[path, entry.target] as const] : [],
  );
}

/** The names of the functions of a configuration, in the order of their links. */
export function functionsIn(tree: Tree, configuration: string): string[] {
  return linksIn(tree, configuration).map(([, target]) => baseName(target));
}

/** Whether a link leads to a folder, as to that of a function which a configuration holds. */
export const isLinked = ({ entries }: Tree, folder: string): boolean =>
  [...entries.values()].some((each) => each.type === 'link' && each.target === folder);
