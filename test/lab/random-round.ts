import { seededRandom } from '../../src/system/simulated-random.js';
import type { Operation } from './configfs-driver.js';
import type { Lockstep } from './lockstep.js';
import { Draws } from './random.js';
import { gadgetOf, RandomOperations } from './random-operations.js';

/** What a round of random operations is. */
export interface RandomRound {
  readonly seed: number;
  readonly operations: number;
  readonly controller: string;
  /** Whose functions are made. Default: all that have tables. */
  readonly drivers?: readonly string[] | undefined;
}

const isWrite = (operation: Operation): boolean => operation.op === 'write';

/** Starts from nothing, and leaves nothing behind. What is written is read back, and in the end everything. Throws when something differs. */
export async function runRound(lockstep: Lockstep, round: RandomRound): Promise<void> {
  const { sights } = lockstep;
  const draws = new RandomOperations(new Draws(seededRandom(round.seed)), round.controller, round.drivers);
  lockstep.begin();
  for (let number = 1; number <= round.operations; number++) {
    let operation = draws.next(sights);
    while (await lockstep.isHarmful(operation)) operation = draws.next(sights);
    const { path } = operation;
    // What an enumeration changes must tell whether there was one.
    if (isWrite(operation) && path.endsWith('/UDC') && !(await lockstep.isBound(gadgetOf(path))))
      await lockstep.step({ op: 'write', path: path.replace(/UDC$/, 'bMaxPacketSize0'), hex: '30' });
    const outcome = await lockstep.step(operation);
    if (isWrite(operation) && outcome.ok) await lockstep.step({ op: 'read', path });
  }
  // To read everything takes as long as fifty operations.
  await lockstep.compareTrees();
  await lockstep.empty();
}
