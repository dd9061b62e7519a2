import { refuse, type Refusal } from '../attributes/errno.js';
import type { InstancePool } from '../functions/function-driver.js';
import type { SimulatedFolder } from './simulated-folder.js';

/** The lowest number that is not taken. */
export const firstFree = (isTaken: (number: number) => boolean): number => {
  let number = 0;
  while (isTaken(number)) number++;
  return number;
};

/** Numbers that are shared in the whole system: minor numbers, serial lines, names of network interfaces. */
export class SimulatedNumbers {
  readonly #pools = new Map<string, Map<number, SimulatedFolder>>();
  readonly #interfaces = new Map<SimulatedFolder, string>();
  readonly #otherInterfaces: readonly string[];
  #made = 0;
  readonly #ages = new Map<string, number>();

  constructor(otherInterfaces: readonly string[] = []) {
    this.#otherInterfaces = ['lo', ...otherInterfaces];
  }

  /** The names of all network interfaces, those of gadgets last. */
  get interfaces(): readonly string[] {
    return [...this.#otherInterfaces, ...this.#interfaces.values()];
  }

  /** What tells an interface from others that had its name before. */
  ageOf(name: string): number {
    return this.#ages.get(name) ?? 0;
  }

  /** Gives a new instance the lowest number that is free. */
  claim({ name, limit, errno }: InstancePool, owner: SimulatedFolder): number | Refusal {
    let pool = this.#pools.get(name);
    if (!pool) this.#pools.set(name, (pool = new Map<number, SimulatedFolder>()));
    const taken = pool;
    const number = firstFree((each) => taken.has(each));
    if (number >= limit) return refuse(errno);
    pool.set(number, owner);
    return number;
  }

  /** Takes back what an instance has. */
  release(owner: SimulatedFolder): void {
    for (const pool of this.#pools.values())
      for (const [number, each] of pool) if (each === owner) pool.delete(number);
    this.#interfaces.delete(owner);
  }

  /**
   * Makes the network interface of a function, once: what is written to it later no longer names it
   * (drivers/usb/gadget/function/u_ether.c, gether_register_netdev).
   *
   * @returns its name, or undefined if it has been there.
   */
  makeInterface(owner: SimulatedFolder, pattern: string): string | undefined {
    if (this.#interfaces.has(owner)) return undefined;
    const names = new Set(this.interfaces);
    const name = pattern.replace(
      '%d',
      String(firstFree((each) => names.has(pattern.replace('%d', String(each))))),
    );
    this.#interfaces.set(owner, name);
    this.#ages.set(name, ++this.#made);
    return name;
  }
}
