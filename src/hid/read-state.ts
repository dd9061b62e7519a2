import type { Fault, LintRuleName } from './lint-rules.js';

/** Direction of a report: to the host, from the host, or both by request (HID 1.11, 5.6). */
export type ReportType = 'input' | 'output' | 'feature';

/** The global items that matter to the layout of reports (HID 1.11, 6.2.2.7). */
interface Globals {
  usagePage: number;
  logicalMinimum: number;
  /** Signed only if the minimum before it is negative, as Linux reads it. */
  logicalMaximum: number;
  /** The maximum has its sign bit set and could have been written larger. */
  logicalMaximumSign: boolean;
  physicalMinimum: number;
  physicalMaximum: number;
  reportSize: number;
  reportCount: number;
  reportId: number;
}

/** The local items since the last main item (HID 1.11, 6.2.2.8). */
interface Locals {
  usages: number;
  /** There is a usage without a page of its own. */
  needsPage: boolean;
  /** A Usage Minimum that waits for its maximum. */
  minimum?: number | undefined;
  /** The last Usage Minimum, which Linux uses for a Usage Maximum that has none of its own. */
  rangeStart: number;
  /** Sets of alternative usages begun. */
  delimiters: number;
  delimiterOpenAt?: number | undefined;
}

/** A report while its fields are added up. */
interface Report {
  readonly type: ReportType;
  readonly id: number;
  readonly offset: number;
  bits: number;
}

/** What a host has in mind while it reads a descriptor. */
export interface ReadState {
  readonly faults: Fault[];
  readonly reports: Report[];
  /** Offsets of the collections that are open. */
  readonly openCollections: number[];
  readonly pushed: { readonly globals: Globals; readonly offset: number }[];
  /** For each Report ID, the number of the outermost collection that first used it. */
  readonly owners: number[];
  /** Number of outermost collections so far. */
  outermost: number;
  globals: Globals;
  locals: Locals;
}

/** What no main item has gone before. */
export function freshLocals(): Locals {
  return { usages: 0, needsPage: false, rangeStart: 0, delimiters: 0 };
}

/** What a host begins with. */
export function freshState(): ReadState {
  return {
    faults: [],
    reports: [],
    openCollections: [],
    pushed: [],
    owners: [],
    outermost: 0,
    globals: {
      usagePage: 0,
      logicalMinimum: 0,
      logicalMaximum: 0,
      logicalMaximumSign: false,
      physicalMinimum: 0,
      physicalMaximum: 0,
      reportSize: 0,
      reportCount: 0,
      reportId: 0,
    },
    locals: freshLocals(),
  };
}

/** Notes that a rule is broken at an item. */
export function fault(state: ReadState, { offset }: { readonly offset: number }, rule: LintRuleName): void {
  state.faults.push({ rule, offset });
}
