/** Draws that are always the same after the same seed. */
export class Draws {
  readonly #next: () => number;

  /** @param next - gives numbers from 0 to below 1. */
  constructor(next: () => number) {
    this.#next = next;
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.#next() * count);
  }

  /** Whether something happens that does so in that share of all cases. */
  chance(share: number): boolean {
    return this.#next() < share;
  }

  /** One of the list; undefined only of an empty one. */
  oneOf<Value>(list: readonly [Value, ...Value[]]): Value;
  oneOf<Value>(list: readonly Value[]): Value | undefined;
  oneOf<Value>(list: readonly Value[]): Value | undefined {
    return list[this.below(list.length)];
  }

  /** One of the names, each as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries(weights) as [Name, number][];
    let at = this.#next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    const hit = entries.find(([, weight]) => (at -= weight) < 0);
    return (hit ?? entries[0]!)[0];
  }
}
