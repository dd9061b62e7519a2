import { GadgetError } from '../errors.js';
import type { System } from '../system/system.js';
import type { WorkOptions } from './apply.js';
import { down } from './down.js';
import { gadgetNames } from './gadgets.js';
import { hasEnded, inTurn, lock, locked, longestWait } from './lock.js';
import { unless } from './system-errors.js';
import { isOpen, readTrial, saveTrial, uptime, watcherOf, type TrialRecord } from './trial-record.js';
import { nothingWaits } from './trial.js';
import { bringUp, putStateBack } from './up.js';

/** How a change on trial ended: it stays, or the gadget was taken down meanwhile; or all is as before. */
export type TrialEnd = 'confirmed' | 'undone';

/** Whether a change is to be undone now: its time is up, who made it has died over it, or so has who was undoing it. */
async function isDue(system: System, { state, by, deadline }: TrialRecord): Promise<boolean> {
  if (state === 'coming') return hasEnded(system, by);
  return state === 'undoing' || (await uptime(system)) >= deadline;
}

/** Waits until there is nothing to wait for any more. */
async function waitForEnd(system: System, gadget: string): Promise<void> {
  const isOver = async (): Promise<boolean> => {
    const record = await readTrial(system, gadget);
    return !record || !isOpen(record) || (await isDue(system, record));
  };
  while (!(await isOver())) await unless(['ETIMEDOUT'], system.waitUntil(isOver, longestWait));
}

/** From here on a confirmation comes too late; undefined if it has come. */
function beginUndoing(system: System, gadget: string): Promise<TrialRecord | undefined> {
  return locked(system, async () => {
    const record = await readTrial(system, gadget);
    if (!record || !isOpen(record)) return undefined;
    await saveTrial(system, { ...record, state: 'undoing' });
    return record;
  });
}

async function goBack({ gadget, before }: TrialRecord, system: System, options: WorkOptions): Promise<void> {
  const { definition, udc, saved, networks } = before;
  if (definition) {
    const as = { networks, bind: udc !== '', ...(udc && { udc }), replace: true, force: true };
    await bringUp(definition, system, { ...options, ...as }, (_, change) => change());
    await putStateBack(saved, gadget, system);
  } else if ((await gadgetNames(system, options)).includes(gadget)) await down(gadget, system, options);
}

/**
 * Watches a change that is on trial until somebody confirms it, and undoes it if nobody does: the gadget and its networks are then
 * what they were before, or gone if there was none. What became of it is told by {@link listTrials}.
 *
 * @param gadget - its name.
 * @throws {@link GadgetError} with TRIAL_MISSING, with LOCKED if another process watches, or with what keeps the change from being undone.
 */
export async function watchTrial(
  gadget: string,
  system: System,
  options: WorkOptions = {},
): Promise<TrialEnd> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- its end is its use
  await using _ = await lock(system, watcherOf(gadget));
  const begun = await readTrial(system, gadget);
  if (!begun || !isOpen(begun)) throw nothingWaits(begun ? [begun] : [], gadget);
  await waitForEnd(system, gadget);
  const record = await inTurn(system, () => beginUndoing(system, gadget));
  if (!record) return 'confirmed';
  try {
    await inTurn(system, () => goBack(record, system, options));
  } catch (error) {
    if (error instanceof GadgetError)
      await saveTrial(system, { ...record, state: 'stuck', issues: error.issues });
    throw error;
  }
  await saveTrial(system, { ...record, state: 'undone' });
  return 'undone';
}
