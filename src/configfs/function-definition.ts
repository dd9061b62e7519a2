import { functionDrivers } from '../functions/drivers.js';
import type { AnyFunctionDefinition } from '../functions/function-driver.js';
import { functionNamed } from '../functions/function-name.js';
import { setAt } from '../options/set-at.js';
import { emptyFolder, folderAt } from './found-folder.js';
import { baseName, entriesIn, isInAny, type Tree } from './tree.js';

/**
 * What a live function is, as far as its attributes tell what its driver asks of a controller; it is no whole definition.
 *
 * @param path - its folder, as in {@link Tree.entries}.
 */
export function functionDefinitionOf(tree: Tree, path: string): AnyFunctionDefinition {
  const named = functionNamed(baseName(path));
  const contents = emptyFolder();
  const made = new Set<string>();
  for (const [at, entry] of entriesIn(tree, path)) {
    const names = at.split('/');
    if (entry.type === 'folder') {
      made.add(at);
      folderAt(contents, names);
    } else if (entry.type === 'attribute' && typeof entry.attribute.from === 'string') {
      const value: unknown = entry.attribute.codec.read(entry.text);
      setAt(folderAt(contents, names.slice(0, -1)).values, entry.attribute.from, value);
      // What comes with the function is part of its own definition.
      if (!isInAny(at, made)) setAt(contents.values, entry.attribute.from, value);
    }
  }
  const { values, folders } = contents;
  return { ...named, ...values, ...functionDrivers()[named.driver]?.gather?.(folders) };
}
