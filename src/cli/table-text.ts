import { formatTable } from './format-table.js';
import type { Terminal } from './terminal.js';

/** A table as text, its headings marked on a terminal. */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  terminal: Terminal,
): string {
  const [first = '', ...rest] = formatTable([headings, ...rows]);
  return [terminal.paintPrinted('strong', first), ...rest, ''].join('\n');
}
