import { Difference, Lockstep } from './lockstep.js';
import { Tally } from './tally.js';

/** Two machines that are alike. After a difference they no longer are, so that what comes after it begins anew. */
export class Machines {
  /** What was not alike. */
  readonly differences: string[] = [];
  /** What was done on both. */
  readonly tally: Tally = new Tally();
  readonly #controller: string;
  readonly #release: string;
  #lockstep: Lockstep | undefined;

  /**
   * @param release - the running kernel's release.
   * @param controller - what gadgets are bound to.
   */
  constructor(release: string, controller: string) {
    this.#release = release;
    this.#controller = controller;
  }

  /** Does something on both; a difference is kept with what was done. */
  async perform(what: string, act: (lockstep: Lockstep) => Promise<void>): Promise<void> {
    // Most operations are refused, and a stack costs more than all the rest of one.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      if (!this.#lockstep) {
        const { tally } = this;
        this.#lockstep = new Lockstep({ release: this.#release, controller: this.#controller, tally });
        await this.#lockstep.level();
      }
      await act(this.#lockstep);
    } catch (error) {
      if (!(error instanceof Difference)) throw error;
      this.differences.push(`${what}: ${error.message}`);
      this.#lockstep = undefined;
    } finally {
      Error.stackTraceLimit = limit;
    }
  }

  /** Prints what was done, and fails if there was a difference. */
  close(): void {
    const { differences, tally } = this;
    console.log(`   Linux ${this.#release}: ${tally.total} operations, ${differences.length} differences`);
    for (const line of tally.lines()) console.log(`   ${line}`);
    if (tally.leftOut().length) console.log('   not done:');
    for (const line of tally.leftOut()) console.log(`   ${line}`);
    if (differences.length) throw new Error(differences.join('\n'));
  }
}
