import type { System } from '../system/system.js';
import { textOf } from './text-file.js';

/** Where the files of a function that a program serves are. */
export interface FunctionFsMount {
  /** The instance, as in `ffs.mtp` without `ffs.`. */
  readonly source: string;
  /** The folder. */
  readonly point: string;
}

/** Spaces and the like are octal there (fs/proc_namespace.c, mangle). */
const plainly = (word: string): string =>
  word.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));

/** Every FunctionFS that is mounted, the oldest first; one may be seen in several places. */
export async function functionFsMounts(system: System): Promise<FunctionFsMount[]> {
  return (await textOf(system, '/proc/self/mounts')).split('\n').flatMap((line) => {
    const [source = '', point = '', type] = line.split(' ').map(plainly);
    return type === 'functionfs' ? [{ source, point }] : [];
  });
}
