import type { System } from '../../system/system.js';
import { textOf } from './text-file.js';

/** A process that runs. */
export interface RunningProcess {
  /** Its number. */
  readonly number: string;
  /** The name of its program, at most 15 bytes. */
  readonly name: string;
  /** When it began, in hundredths of a second since the machine started: the ticks that programs see (USER_HZ). */
  readonly began: string;
}

/** A process by its number, or this one; undefined if there is none, or only what is left of one until its parent asks (proc_pid_stat(5)). */
export async function runningProcess(
  system: System,
  which: number | string,
): Promise<RunningProcess | undefined> {
  // The name may hold parentheses itself; behind the state, the twenty-second field of all is the nineteenth.
  const [, number = '', name = '', state, rest = ''] =
    /^(\d+) \((.*)\) (.) ?(.*)/s.exec(await textOf(system, `/proc/${which}/stat`)) ?? [];
  return state === undefined || state === 'Z'
    ? undefined
    : { number, name, began: rest.split(' ')[18] ?? '' };
}
