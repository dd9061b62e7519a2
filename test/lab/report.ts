import { release } from 'node:os';
import { inspect } from 'node:util';

/** A named group of checks of one boot; it may leave gadgets behind, they are removed after it. */
export interface CheckGroup {
  readonly name: string;
  readonly checks: (report: Report) => Promise<void>;
}

/** Prints one line per check as it ends, and counts. */
export class Report {
  readonly kernel: string;
  /** What `uname -r` prints. */
  readonly release: string = release();
  #passed = 0;
  #failed = 0;

  constructor(kernel: string) {
    this.kernel = kernel;
  }

  /** Runs one check: it fails by throwing. Gives what the check gives, undefined after a failure. */
  async check<Value>(name: string, perform: () => Value | Promise<Value>): Promise<Value | undefined> {
    const began = Date.now();
    try {
      const value = await perform();
      this.#passed += 1;
      console.log(`ok ${this.kernel} ${name} (${((Date.now() - began) / 1_000).toFixed(1)} s)`);
      return value;
    } catch (error) {
      this.#failed += 1;
      const reason = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
      console.log(`not ok ${this.kernel} ${name}\n    ${reason.replaceAll('\n', '\n    ')}`);
      return undefined;
    }
  }

  /**
   * Prints the closing line and sets the exit status.
   *
   * @param mayBeEmpty - whether a run without a single check is none that has failed: of named groups, others have them.
   */
  close(mayBeEmpty: boolean): void {
    console.log(`${this.kernel}: ${this.#passed} passed, ${this.#failed} failed`);
    if (this.#failed > 0 || (this.#passed === 0 && !mayBeEmpty)) process.exitCode = 1;
  }
}
