import { GadgetError, issue, type Issue } from '../../errors.js';
import type { Operation } from '../../plan/operation.js';

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

/** Who is told of each step. One that throws stops the work, and what was done is undone: ABORTED; it is then told of nothing more. */
export type ProgressListener = (progress: Progress) => void;

/** That the work was stopped, and by whom. */
export const abortIssue = (path: string, by = 'from outside'): Issue =>
  issue('ABORTED', path, `The work was stopped ${by}.`, 'What was done has been undone.');

/** A listener with what it has thrown. Once it has, it is told of nothing more: what follows is the undoing. */
export class Listener<Told extends readonly unknown[]> {
  readonly #listener: ((...told: Told) => void) | undefined;
  #thrown: { readonly error: unknown } | undefined;

  constructor(listener: ((...told: Told) => void) | undefined) {
    this.#listener = listener;
  }

  /** Tells it something; never throws. */
  tell(...told: Told): void {
    if (this.#thrown) return;
    try {
      this.#listener?.(...told);
    } catch (error) {
      this.#thrown = { error };
    }
  }

  /** @throws {@link GadgetError} with ABORTED if it has thrown. */
  check(path: string): void {
    if (!this.#thrown) return;
    const { error } = this.#thrown;
    throw new GadgetError([abortIssue(path, `by its listener: ${String(error)}`)], { cause: error });
  }
}
