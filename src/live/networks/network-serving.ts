import { runFile } from '../../network/run-files.js';
import type { System } from '../../system/system.js';
import { runningProcess } from '../machine/running-process.js';
import { textOf } from '../machine/text-file.js';

/** Whether the DHCP server of an interface runs. */
export async function isServing(system: System, name: string): Promise<boolean> {
  const number = Number(await textOf(system, runFile(name, 'dnsmasq.pid')));
  return number > 1 && (await runningProcess(system, number))?.name === 'dnsmasq';
}
