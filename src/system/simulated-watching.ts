/** Who wants to be told of changes of files that a simulated kernel tells of. */
export class SimulatedWatching {
  readonly #watchers = new Set<() => void>();

  /**
   * Adds one.
   *
   * @param news - how often the kernel has told of the file until now.
   */
  add(news: () => number, listener: () => void): Disposable {
    let seen = news();
    const look = (): void => {
      const now = news();
      if (now === seen) return;
      seen = now;
      listener();
    };
    this.#watchers.add(look);
    return { [Symbol.dispose]: () => void this.#watchers.delete(look) };
  }

  /** Tells those whose files have changed. */
  tell(): void {
    for (const each of this.#watchers) each();
  }
}
