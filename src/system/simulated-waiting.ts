import { systemError } from './simulated-error.js';

/** Who waits for a simulated machine to change: nothing changes there by itself, so nobody looks again before the next call. */
export class SimulatedWaiting {
  readonly #waiting = new Set<() => void>();
  #changes = 0;

  /** Something may have changed. */
  wake(): void {
    this.#changes++;
    for (const each of this.#waiting) each();
  }

  /** Waits until the predicate holds; rejects with ETIMEDOUT. */
  async until(predicate: () => Promise<boolean>, milliseconds: number): Promise<void> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const seen = this.#changes;
      if (await predicate()) return;
      const left = deadline - Date.now();
      if (left <= 0) throw systemError('ETIMEDOUT', 'wait', '/');
      if (seen === this.#changes) await this.#nextChange(left);
    }
  }

  #nextChange(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.#waiting.add(wake);
    });
  }
}
