import { gravestFirst, severities, type DocumentLocation, type Issue } from '../errors.js';
import { sources } from './sources.js';
import type { Terminal } from './terminal.js';
import { counted } from '../options/counted.js';

/** Columns of a line that are shown around the place. */
const shown = 100;

/** A file or a device may hold anything, and a terminal obeys control characters. */
export const printable = (text: string): string => text.replace(/[^\P{Cc}\t\n]/gu, '\ufffd');

/** The line of the source and a caret below the column. */
function excerpt({ file, line, column }: DocumentLocation, terminal: Terminal): string[] {
  const whole = sources.get(file)?.split('\n')[line - 1]?.trimEnd();
  if (!whole) return [];
  const left = Math.max(0, column - shown);
  const text = printable(whole.slice(left, left + shown + 1));
  const number = String(line).padStart(5);
  const margin = ' '.repeat(number.length);
  // A tab before the column stays a tab, so that the caret stands below it whatever the terminal makes of tabs.
  const indent = text.slice(0, column - 1 - left).replace(/[^\t]/g, ' ');
  return [
    `${terminal.paint('faint', `${number} |`)} ${text}`,
    `${terminal.paint('faint', `${margin} |`)} ${indent}${terminal.paint('strong', '^')}`,
  ];
}

/** An issue as lines: what and where as compilers write it, the line of the file, what to do. */
function issueLines(issue: Issue, terminal: Terminal): string[] {
  const { severity, code, message, hint, location } = issue;
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
  return [
    `${place}${terminal.paint(severity, severity)}: ${printable(message)} ${terminal.paint('faint', `[${code}]`)}`,
    ...(location ? excerpt(location, terminal) : []),
    ...(hint ? [`  ${printable(hint).replaceAll('\n', '\n  ')}`] : []),
  ];
}

/** How many there are of each severity: `1 error, 2 notes`. */
function tally(issues: readonly Issue[]): string {
  return severities
    .map((severity) => [severity, issues.filter((each) => each.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => counted(count, severity))
    .join(', ');
}

/** Tells issues to the person at the keyboard, the gravest first, and how many there are of several; with `--quiet` errors only. */
export function tellIssues(issues: readonly Issue[], terminal: Terminal): void {
  const told = gravestFirst(issues).filter(({ severity }) => !terminal.quiet || severity === 'error');
  for (const each of told) terminal.tell(`${issueLines(each, terminal).join('\n')}\n`);
  if (told.length > 1) terminal.tell(`${tally(told)}\n`);
}
