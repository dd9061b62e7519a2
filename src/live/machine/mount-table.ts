import type { System } from '../../system/system.js';
import { textOf } from './text-file.js';

/** Something that is mounted. */
export interface MountedHere {
  /** A device, or a name that its file system knows; `/dev/root` for what the kernel itself mounted at boot. */
  readonly source: string;
  /** The folder. */
  readonly point: string;
  /** The file system, as in `functionfs`. */
  readonly type: string;
  /** The numbers of its device, `major:minor`; those of none where a file system has no device, or several. */
  readonly numbers: string;
}

/** Spaces and the like are octal there (fs/proc_namespace.c, mangle). */
const plainly = (word: string): string =>
  word.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));

/** All that is mounted, the oldest first (proc_pid_mountinfo(5): behind the point a varying number of words, up to a hyphen). */
export async function mountTable(system: System): Promise<MountedHere[]> {
  return (await textOf(system, '/proc/self/mountinfo')).split('\n').flatMap((line) => {
    const [first = '', last = ''] = line.split(' - ');
    const [, , numbers, , point] = first.split(' ');
    const [type = '', source = ''] = last.split(' ');
    return numbers === undefined || point === undefined
      ? []
      : [{ source: plainly(source), point: plainly(point), type, numbers }];
  });
}

/** Every FunctionFS that is mounted, the oldest first; one may be seen in several places. Its source is the instance, as in `ffs.mtp` without `ffs.`. */
export const functionFsMounts = async (system: System): Promise<MountedHere[]> =>
  (await mountTable(system)).filter(({ type }) => type === 'functionfs');
