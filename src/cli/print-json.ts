import type { Terminal } from './terminal.js';

/** Prints a value for machines. */
export function printJson(value: unknown, terminal: Terminal): void {
  terminal.print(`${JSON.stringify(value, undefined, 2)}\n`);
}
