import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files anywhere under a folder whose name ends so, in the order of their names; none where there is no such folder. */
export function filesUnder(folder, ending) {
  try {
    return readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name))
      .sort();
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
