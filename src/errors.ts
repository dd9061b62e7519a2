import { issueCodes, type IssueCode } from './issue-codes.js';
import type { IssueKind, Severity, Stops } from './issue-kind.js';

/** A place in a document. */
export interface DocumentLocation {
  /** What the document is called, as it was given. */
  readonly file: string;
  /** The line, from 1. */
  readonly line: number;
  /** The column in UTF-16 units, from 1. */
  readonly column: number;
}

/** One fault, warning or note: a plain value, frozen, that prints well and compares well. */
export interface Issue {
  /** What it is; branch on this. */
  readonly code: IssueCode;
  /** How bad it is. */
  readonly severity: Severity;
  /** What an error stops; absent on warnings and notes. */
  readonly stops?: Stops;
  /** Where in the document, as in `functions[0].luns[1].file`; empty for the whole. */
  readonly path: string;
  /** What is wrong, with what was expected and what was met. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** Where it stands, for what was read from a document. */
  readonly location?: DocumentLocation;
}

/** An issue with its place in a document. */
export interface LocatedIssue extends Issue {
  /** Where it stands, or where it is missing. */
  readonly location: DocumentLocation;
}

/**
 * Makes an issue; severity and what it stops come from {@link issueCodes}.
 *
 * @example
 * ```ts
 * issue('VALUE_RANGE', 'vendorId', '"vendorId" expected 0..65535, got 70000', 'Use the 16-bit id of your vendor.');
 * ```
 */
export function issue(code: IssueCode, path: string, message: string, hint: string): Issue {
  const { severity, stops }: IssueKind = issueCodes[code];
  return Object.freeze({ code, severity, ...(stops && { stops }), path, message, hint });
}

/** The severities, the gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** The same issues: errors, then warnings, then notes, each in the order in which they were. */
export const gravestFirst = (issues: readonly Issue[]): Issue[] =>
  severities.flatMap((severity) => issues.filter((each) => each.severity === severity));

/** Whether the list holds an error, or one that stops one of the named things. */
export function hasErrors(issues: readonly Issue[], ...stops: readonly Stops[]): boolean {
  return issues.some(
    (each) => each.severity === 'error' && (!stops.length || stops.includes(each.stops ?? 'run')),
  );
}

/** Text for an issue: `gadget.yaml:3:13: error VALUE_RANGE at vendorId: ...`, the place only if it has one, and the cure on a line of its own. */
export function formatIssue({ severity, code, path, message, hint, location }: Issue): string {
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
  return `${place}${severity} ${code}${path && ` at ${path}`}: ${message}${hint && `\n  ${hint}`}`;
}

/**
 * The one error class of this library. `issues` holds everything that is wrong, the gravest first;
 * `code`, `path` and `hint` are those of the first.
 */
export class GadgetError extends Error {
  /** Always `GadgetError`. */
  override readonly name = 'GadgetError';
  /** Everything that is wrong. Never empty. */
  readonly issues: readonly Issue[];
  /** The code of the first issue. */
  readonly code: IssueCode;
  /** The path of the first issue. */
  readonly path: string;
  /** The cure of the first issue. */
  readonly hint: string;

  /** @param issues - at least one issue. */
  constructor(issues: readonly Issue[], options?: ErrorOptions) {
    const sorted = gravestFirst(issues);
    const [first] = sorted;
    if (!first) throw new TypeError('A GadgetError needs at least one issue.');
    super(sorted.map(formatIssue).join('\n'), options);
    this.issues = sorted;
    this.code = first.code;
    this.path = first.path;
    this.hint = first.hint;
  }
}
