import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Options } from './options.js';

/** What the tool is told to watch a change, whatever folder it is in; the name of a gadget may begin with a hyphen. */
export function watcherWords(gadget: string, { configfs }: Options): string[] {
  const where = configfs === undefined ? [] : [`--configfs=${resolve(configfs)}`];
  return ['confirm', '--watch', ...where, '--', gadget];
}

/**
 * Starts this tool again as what watches a change: in a session of its own (setsid(2)), so that the end of a terminal does not reach it, and
 * with nothing open that belongs to this one. It stays in the control group: what ends all processes of that, as systemd does with a login under
 * KillUserProcesses=yes (logind.conf(5)) and with a service that has ended (KillMode=, systemd.kill(5)), ends it, too.
 */
export function startWatcher(gadget: string, options: Options): void {
  const tool = process.argv[1]!;
  spawn(process.execPath, [tool, ...watcherWords(gadget, options)], {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
  })
    // That it does not run is noticed by who waits for it.
    .on('error', () => undefined)
    .unref();
}
