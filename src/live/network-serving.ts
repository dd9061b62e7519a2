import { runFile } from '../network/run-files.js';
import type { System } from '../system/system.js';
import { textOf } from './text-file.js';

/** Whether the DHCP server of an interface runs. */
export async function isServing(system: System, name: string): Promise<boolean> {
  const number = (await textOf(system, runFile(name, 'dnsmasq.pid'))).trim();
  return number !== '' && (await textOf(system, `/proc/${number}/comm`)).trim() === 'dnsmasq';
}
