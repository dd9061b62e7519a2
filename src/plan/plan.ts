import type { Operation } from './operation.js';

/** What to do, step by step, and what comes of it: plain frozen JSON. The same definition gives the same bytes. */
export interface Plan {
  /** The version of this form. */
  readonly version: 1;
  /** The kernel that it is for, as in `6.12`. */
  readonly kernel: string;
  /** The name of the gadget. */
  readonly gadget: string;
  /** The steps, in order. */
  readonly operations: readonly Operation[];
  /** What the host will notice, one sentence each; empty if nothing. */
  readonly notices: readonly string[];
}
