import type { System } from '../../system/system.js';
import { runningProcess } from './running-process.js';
import { textOf } from './text-file.js';

const longest = 60;

/** A process by its number and what it was started with: `7 (node /usr/bin/usb-gadget up kvm.yaml)`. */
export async function runningProgram(system: System, number: number): Promise<string> {
  // Words are ended by zeros; a thread of the kernel has none (proc_pid_cmdline(5)).
  const words = (await textOf(system, `/proc/${number}/cmdline`)).replaceAll('\0', ' ').trim();
  const name = words || (await runningProcess(system, number))?.name;
  return `${number}${name ? ` (${name.length > longest ? `${name.slice(0, longest - 3)}...` : name})` : ''}`;
}
