import type { System } from '../../system/system.js';
import { textOf } from './text-file.js';

/** The name of a process that runs; empty if there is none, or only what is left of one until its parent asks (proc_pid_stat(5)). */
export async function runningProcess(system: System, number: number): Promise<string> {
  // Names may hold parentheses themselves.
  const stat = /^\d+ \((.*)\) (.)/s.exec(await textOf(system, `/proc/${number}/stat`));
  return stat && stat[2] !== 'Z' ? stat[1]! : '';
}
