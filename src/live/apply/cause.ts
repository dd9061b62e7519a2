import type { IssueCode } from '../../issue-codes.js';
import type { Operation } from '../../plan/operation.js';

/** Why an operation was refused, and what to do about it. */
export interface Cause {
  /** What the matter is, as a sentence. */
  readonly cause: string;
  /** What to do, as a sentence. */
  readonly cure: string;
  /** What to tell it apart by. Default OPERATION_FAILED. */
  readonly code?: IssueCode;
}

/** A refusal that is known, and what it means. */
export interface CauseRow extends Cause {
  /** Default: every operation. */
  readonly op?: Operation['op'];
  /** What the path ends with; `*` is a name or a part of one, `**` whatever follows. Default: every path. */
  readonly paths?: readonly string[];
  /** The codes of the refusal. Default: every one. */
  readonly codes?: readonly string[];
}
