import type { System } from 'usb-gadget/live';

/** A line of proc_pid_stat(5); the program's name holds what makes it hard to read. */
export function processStat(process: number, started: number, state = 'S'): string {
  const fields = Array.from({ length: 17 }, () => 0);
  return `${process} (a) 1 S) ${state} 1${fields.map((field) => ` ${field}`).join('')} ${started} 0 0\n`;
}

/** Makes a simulated machine one on which a process of that number asks, and those of lower numbers have ended. */
export async function startProcess(system: System, number: number): Promise<void> {
  for (let ended = 1; ended < number; ended++) await system.kill(ended, 'SIGKILL').catch(() => undefined);
  for (const name of ['self', number])
    await system.save(`/proc/${name}/stat`, processStat(number, 100 * number));
}
