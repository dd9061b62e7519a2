import type { System } from '../../system/system.js';
import { runningProgram } from './running-program.js';
import { unless } from './system-errors.js';

/** Processes end while one looks, and those of others are hidden from all but root. */
const hidden = ['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR', 'EINVAL'];

async function filesOf(system: System, process: string): Promise<string[]> {
  const open = (await unless(hidden, system.list(`/proc/${process}/fd`))) ?? [];
  const links = ['cwd', 'root', ...open.map(({ name }) => `fd/${name}`)];
  const files: string[] = [];
  for (const link of links)
    files.push((await unless(hidden, system.readlink(`/proc/${process}/${link}`))) ?? '');
  return files;
}

/**
 * The programs that have a file open, or are in a folder, at or below one of these paths: `7 (umtprd)`. Without root, only those of the
 * user are seen.
 */
export async function programsUsing(system: System, paths: readonly string[]): Promise<string[]> {
  const isMeant = (file: string): boolean =>
    paths.some((path) => file === path || file.startsWith(`${path}/`));
  const programs: string[] = [];
  for (const { name } of (await unless(hidden, system.list('/proc'))) ?? [])
    if (/^\d+$/.test(name) && (await filesOf(system, name)).some(isMeant))
      programs.push(await runningProgram(system, Number(name)));
  return programs;
}
