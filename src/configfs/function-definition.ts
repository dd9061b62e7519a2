import { functionDrivers } from '../functions/drivers.js';
import type { AnyFunctionDefinition, FolderContents } from '../functions/function-driver.js';
import { setAt } from '../options/set-at.js';
import { baseName, type Tree } from './tree.js';

interface Contents extends FolderContents {
  readonly values: Record<string, unknown>;
  readonly folders: Map<string, Contents>;
}

const nothing = (): Contents => ({ values: {}, folders: new Map() });

function within(contents: Contents, names: readonly string[]): Contents {
  return names.reduce((at, name) => {
    const folder = at.folders.get(name) ?? nothing();
    at.folders.set(name, folder);
    return folder;
  }, contents);
}

/**
 * What a live function is, as far as its attributes tell what its driver asks of a controller; it is no whole definition.
 *
 * @param path - its folder, as in {@link Tree.entries}.
 */
export function functionDefinitionOf({ entries }: Tree, path: string): AnyFunctionDefinition {
  const [driver = '', ...name] = baseName(path).split('.');
  const contents = nothing();
  const made: string[] = [];
  for (const [at, entry] of entries) {
    if (!at.startsWith(`${path}/`)) continue;
    const names = at.slice(path.length + 1).split('/');
    if (entry.type === 'folder') {
      made.push(`${at}/`);
      within(contents, names);
    } else if (entry.type === 'attribute' && typeof entry.attribute.from === 'string') {
      const value: unknown = entry.attribute.codec.read(entry.text);
      setAt(within(contents, names.slice(0, -1)).values, entry.attribute.from, value);
      // What comes with the function is part of its own definition.
      if (!made.some((folder) => at.startsWith(folder))) setAt(contents.values, entry.attribute.from, value);
    }
  }
  const { values, folders } = contents;
  return { driver, name: name.join('.'), ...values, ...functionDrivers()[driver]?.gather?.(folders) };
}
