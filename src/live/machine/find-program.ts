import type { System } from '../../system/system.js';
import { isThere } from './text-file.js';

const folders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Where a program is; undefined if it is nowhere. */
export async function findProgram(system: System, program: string): Promise<string | undefined> {
  const paths = program.includes('/') ? [program] : folders.map((folder) => `${folder}/${program}`);
  for (const path of paths) if (await isThere(system, path)) return path;
  return undefined;
}
