import type { System } from '../system/system.js';
import { textOf } from './text-file.js';

/** Something that is mounted. */
export interface MountedHere {
  /** A device, or a name that its file system knows. */
  readonly source: string;
  /** The folder. */
  readonly point: string;
  /** The file system, as in `functionfs`. */
  readonly type: string;
}

/** Spaces and the like are octal there (fs/proc_namespace.c, mangle). */
const plainly = (word: string): string =>
  word.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));

/** All that is mounted, the oldest first. */
export async function mountTable(system: System): Promise<MountedHere[]> {
  return (await textOf(system, '/proc/self/mounts')).split('\n').map((line) => {
    const [source = '', point = '', type = ''] = line.split(' ').map(plainly);
    return { source, point, type };
  });
}
