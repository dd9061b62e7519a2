import type { Operation, Outcome } from './configfs-driver.js';

/** Counts operations and how they ended, for a summary. */
export class Tally {
  readonly #outcomes = new Map<string, Map<string, number>>();
  readonly #leftOut = new Map<string, number>();
  #total = 0;

  /** How many there were. */
  get total(): number {
    return this.#total;
  }

  /** One more. */
  count(kind: Operation['op'] | 'bind' | 'unbind', outcome: Outcome): void {
    this.#total++;
    let outcomes = this.#outcomes.get(kind);
    if (!outcomes) this.#outcomes.set(kind, (outcomes = new Map()));
    const name = outcome.ok ? 'ok' : outcome.name;
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  }

  /** An operation was not done. */
  leaveOut(what: string): void {
    this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + 1);
  }

  /** A line for each kind of operation that was not done. */
  leftOut(): string[] {
    const counts = [...this.#leftOut].sort(([, left], [, right]) => right - left);
    return counts.map(([what, count]) => `${String(count).padStart(6)}  ${what}`);
  }

  /** A line for each kind: how many, and how many of each outcome, the most frequent first. */
  lines(): string[] {
    return [...this.#outcomes].sort().map(([kind, outcomes]) => {
      const counts = [...outcomes].sort(([, left], [, right]) => right - left);
      const total = counts.reduce((sum, [, count]) => sum + count, 0);
      return `${kind.padEnd(8)} ${String(total).padStart(6)}  ${counts.map(([name, count]) => `${name} ${count}`).join(', ')}`;
    });
  }
}
