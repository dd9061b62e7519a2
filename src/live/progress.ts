import type { Operation } from '../plan/operation.js';

/** What has become of an operation. `passed over`: it was not needed, as writing an optional attribute that the kernel lacks. */
export type ProgressState = 'started' | 'done' | 'passed over' | 'failed';

/** One step of the work. */
export interface Progress {
  /** Whether the plan is carried out, or put back after a failure. */
  readonly phase: 'apply' | 'undo';
  /** Which operation it is, from 0. */
  readonly index: number;
  /** How many operations there are. */
  readonly total: number;
  /** The operation. */
  readonly operation: Operation;
  /** What has become of it. */
  readonly state: ProgressState;
}

/** Who is told of each step; it must not throw. */
export type ProgressListener = (progress: Progress) => void;
