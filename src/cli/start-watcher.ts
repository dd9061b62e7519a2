import { spawn } from 'node:child_process';
import type { Options } from './options.js';

/**
 * Starts this tool again as what watches a change: in a session of its own (setsid(2)), so that no end of a terminal or of a login reaches
 * it, and with nothing open that belongs to this one.
 */
export function startWatcher(gadget: string, { configfs }: Options): void {
  const tool = process.argv[1]!;
  const where = configfs === undefined ? [] : ['--configfs', configfs];
  spawn(process.execPath, [tool, 'confirm', gadget, '--watch', ...where], {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
  })
    // That it does not run is noticed by who waits for it.
    .on('error', () => undefined)
    .unref();
}
