import type { Judgement } from './judge.js';

const plural = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

/** Whether it works, and how much is to be said, in one line. */
export function verdictOf({ issues, binds, works, endpoints, definition }: Judgement): {
  text: string;
  mood: string;
} {
  const count = (severity: string): number => issues.filter((each) => each.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const said = [
    errors ? plural(errors, 'fault', 'faults') : 'no faults',
    ...(warnings ? [plural(warnings, 'warning', 'warnings')] : []),
  ].join(', ');
  if (!definition.functions.length) return { text: 'Nothing to be yet: add a function.', mood: 'note' };
  if (works) return { text: `Fits: ${said}.`, mood: warnings ? 'warning' : 'good' };
  if (endpoints && !endpoints.binds) return { text: `Does not fit: ${said}.`, mood: 'error' };
  if (errors) return { text: `${binds ? 'Binds, and does not work' : 'At fault'}: ${said}.`, mood: 'error' };
  return { text: `Fits, and waits for a program: ${said}.`, mood: 'warning' };
}
