import { GadgetError, issue, type Issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { uptime } from '../machine/uptime.js';
import type { WorkOptions } from '../apply/apply.js';
import { removableNames, removeOne } from '../up/down.js';
import { hasEnded, inTurn, lock, locked, longestWait } from '../state/lock.js';
import { withoutMissingImages } from '../media/image-issues.js';
import { unless } from '../machine/system-errors.js';
import { isForWantOfRoom } from '../machine/text-file.js';
import {
  isOpen,
  readTrial,
  saveTrial,
  watcherOf,
  type EarlierGadget,
  type TrialRecord,
} from '../state/trial-record.js';
import { nothingWaits } from './trial.js';
import { putStateBack } from '../up/carry-out.js';
import { bringUpUnderLock, type UpOptions } from '../up/up.js';

/** How a change on trial ended: it stays, or the gadget was taken down meanwhile; or all is as before. */
export type TrialEnd = 'confirmed' | 'undone';

/** Whether a change is to be undone now: its time is up, who made it has died over it, or so has who was undoing it. */
async function isDue(system: System, { state, by, deadline }: TrialRecord): Promise<boolean> {
  if (state === 'coming') return hasEnded(system, by);
  return state === 'undoing' || (await uptime(system)) >= deadline;
}

async function wait(system: System, until: () => Promise<boolean>): Promise<void> {
  while (!(await until())) await unless(['ETIMEDOUT'], system.waitUntil(until, longestWait));
}

/** Waits until there is nothing to wait for any more. */
const waitForEnd = (system: System, gadget: string): Promise<void> =>
  wait(system, async () => {
    const record = await readTrial(system, gadget);
    return !record || !isOpen(record) || (await isDue(system, record));
  });

/** Seconds until it is tried again to undo what could not be undone because /run was full. */
const nextTry = 5;

async function waitForRoom(system: System): Promise<void> {
  const next = (await uptime(system)) + nextTry;
  await wait(system, async () => (await uptime(system)) >= next);
}

/** What {@link bringUpUnderLock} needs to know to make a gadget again as it was. */
export function wayBack({ udc, networks }: EarlierGadget, options: WorkOptions): UpOptions {
  return { ...options, networks, bind: udc !== '', ...(udc && { udc }), replace: true, force: true };
}

async function goBack({ gadget, before }: TrialRecord, system: System, options: WorkOptions): Promise<void> {
  const { definition, saved } = before;
  if (definition) {
    const there = await withoutMissingImages(definition, system);
    await bringUpUnderLock(there, system, wayBack(before, options));
    await putStateBack(saved, gadget, system);
  } else if ((await removableNames(system, options)).includes(gadget))
    await removeOne(gadget, system, options);
}

/** Why a change could not be undone: nobody else hears of it. */
function issuesOf(error: unknown, gadget: string): readonly Issue[] {
  if (error instanceof GadgetError) return error.issues;
  const message = error instanceof Error ? error.message : String(error);
  return [issue('OPERATION_FAILED', gadget, message, '`usb-gadget status` shows what is there.')];
}

/** Undoes a change for who has the lock: until that is given back, nobody confirms the change, removes the gadget or changes it. */
async function undoTrial(record: TrialRecord, system: System, options: WorkOptions): Promise<void> {
  await saveTrial(system, { ...record, state: 'undoing' });
  try {
    await goBack(record, system, options);
  } catch (error) {
    if (isForWantOfRoom(error)) throw error;
    await saveTrial(system, { ...record, state: 'stuck', issues: issuesOf(error, record.gadget) });
    throw error;
  }
  await saveTrial(system, { ...record, state: 'undone' });
}

/**
 * What became of a change, as it is under the lock; undefined if one waits, be it another that has begun since. Whoever begins one has the lock, and
 * finds either this watcher, which goes on for it, or none: so this one ends under the lock.
 */
async function seeToIt(
  gadget: string,
  system: System,
  options: WorkOptions,
  end: () => Promise<void>,
): Promise<TrialEnd | undefined> {
  const record = await readTrial(system, gadget);
  const isWaiting = record && isOpen(record);
  if (isWaiting && !(await isDue(system, record))) return undefined;
  try {
    if (isWaiting) await undoTrial(record, system, options);
  } catch (error) {
    if (!isForWantOfRoom(error)) await end();
    throw error;
  }
  await end();
  return isWaiting ? 'undone' : 'confirmed';
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
  const watcher = await lock(system, watcherOf(gadget));
  let isOver = false;
  const end = async (): Promise<void> => {
    if (!isOver) await watcher[Symbol.asyncDispose]();
    isOver = true;
  };
  try {
    const begun = await readTrial(system, gadget);
    if (!begun || !isOpen(begun)) throw await nothingWaits(system, begun ? [begun] : [], gadget);
    for (;;) {
      await waitForEnd(system, gadget);
      try {
        const found = await inTurn(system, () => locked(system, () => seeToIt(gadget, system, options, end)));
        if (found) return found;
      } catch (error) {
        // Nobody else would undo it: what is full now need not be so for long.
        if (!isForWantOfRoom(error)) throw error;
        await waitForRoom(system);
      }
    }
  } finally {
    await end();
  }
}
