import { formatPlan } from '../plan/format-text.js';
import type { Plan } from '../plan/plan.js';
import type { Options } from './options.js';
import { printJson } from './print-json.js';
import type { Terminal } from './terminal.js';

/** A plan for people, or as JSON for programs. */
export function printPlan(plan: Plan, { json, format }: Options, terminal: Terminal): void {
  if (json || format === 'json') printJson(plan, terminal);
  else terminal.print(formatPlan(plan));
}
