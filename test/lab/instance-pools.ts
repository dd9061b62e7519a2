type Demand = Readonly<Record<string, number>>;

/** Things of which the whole system has a number: who wants some waits until they are free. */
export class InstancePools {
  readonly #free: Map<string, number>;
  #waiting: (() => void)[] = [];

  constructor(limits: Readonly<Record<string, number>>) {
    this.#free = new Map(Object.entries(limits));
  }

  #add(demand: Demand, sign: 1 | -1): void {
    for (const [name, count] of Object.entries(demand))
      this.#free.set(name, (this.#free.get(name) ?? 0) + sign * count);
  }

  /** Performs while it holds what is demanded. */
  async holding<Value>(demand: Demand, perform: () => Promise<Value>): Promise<Value> {
    const lacks = (): boolean =>
      Object.entries(demand).some(([name, count]) => count > (this.#free.get(name) ?? 0));
    while (lacks()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#add(demand, -1);
    try {
      return await perform();
    } finally {
      this.#add(demand, 1);
      const woken = this.#waiting;
      this.#waiting = [];
      for (const wake of woken) wake();
    }
  }
}
