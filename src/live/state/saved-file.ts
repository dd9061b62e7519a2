import type { System } from '../../system/system.js';
import { unless } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

const ending = '.json';

/** What a file of ours holds; undefined if there is none that may be read, or if nothing can be made of it: another release may have another form. */
export async function readSaved<Saved extends { readonly version: 1 }>(
  system: System,
  path: string,
): Promise<Saved | undefined> {
  const text = await textOf(system, path);
  try {
    const saved = text ? (JSON.parse(text) as Saved | null) : undefined;
    return saved?.version === 1 ? saved : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The names of what is saved in a folder, in the order of the alphabet. */
export async function savedIn(system: System, folder: string): Promise<string[]> {
  const items = (await unless(['ENOENT', 'ENOTDIR', 'EACCES'], system.list(folder))) ?? [];
  return items.flatMap(({ name }) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : [])).sort();
}
