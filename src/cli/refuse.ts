import type { Issue } from '../errors.js';
import type { Options } from './options.js';
import { printJson } from './print-json.js';
import type { Terminal } from './terminal.js';

/** The end of a command that cannot give what was asked for: who reads JSON gets the issues instead. Gives the exit status. */
export function refuse(issues: readonly Issue[], { json, format }: Options, terminal: Terminal): number {
  if (json || format === 'json') printJson({ issues }, terminal);
  return 1;
}
