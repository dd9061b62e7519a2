import type { System } from '../../system/system.js';
import { textOf } from './text-file.js';

/** Seconds since the machine started, sleep included (proc_uptime(5)): unlike the time of day, nobody sets it. 0 where nothing tells. */
export async function uptime(system: System): Promise<number> {
  return Number.parseFloat(await textOf(system, '/proc/uptime')) || 0;
}
