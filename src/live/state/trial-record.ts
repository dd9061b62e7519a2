import { GadgetError, issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { NetworkDefinition } from '../../network/network-definition.js';
import { stateFolder } from '../../network/run-files.js';
import type { System } from '../../system/system.js';
import { toolCommand } from '../../plan/shell-words.js';
import { isHeld, type LockPlace } from './lock.js';
import type { SavedState } from './saved-state.js';
import { removeFile, saveText } from '../machine/text-file.js';
import { uptime } from '../machine/uptime.js';
import { readSaved, savedIn } from './saved-file.js';

/** How far a change has come that is undone unless somebody confirms it. */
export type TrialState = 'coming' | 'waiting' | 'undoing' | 'undone' | 'stuck';

/** What a gadget was before a change. */
export interface EarlierGadget {
  /** What it was; absent if there was none. */
  readonly definition?: GadgetDefinition;
  /** The controller that it was bound to; empty if to none. */
  readonly udc: string;
  /** What was saved of it; absent if something else had made it. */
  readonly saved?: SavedState;
  /** The networks over it. */
  readonly networks: readonly NetworkDefinition[];
}

/** What is kept of a change on trial: enough for another process to undo it. */
export interface TrialRecord {
  /** The version of this form. */
  readonly version: 1;
  /** The gadget. */
  readonly gadget: string;
  /** How far it has come. */
  readonly state: TrialState;
  /** The mark of the process that makes the change. */
  readonly by: string;
  /** When it is undone, in seconds since the machine started. */
  readonly deadline: number;
  /** What to go back to. */
  readonly before: EarlierGadget;
  /** Why it could not be undone. */
  readonly issues?: readonly Issue[];
}

const folder = `${stateFolder}/trials`;

const pathOf = (gadget: string): string => `${folder}/${gadget}.json`;

/** Who watches a change of a gadget. */
export const watcherOf = (gadget: string): LockPlace => ({
  path: `${folder}/${gadget}.watcher`,
  does: 'watches already',
});

/** What was saved of a change; undefined if there was none, or nothing can be made of it. */
export const readTrial = (system: System, gadget: string): Promise<TrialRecord | undefined> =>
  readSaved(system, pathOf(gadget));

/** Saves how far a change has come. */
export function saveTrial(system: System, record: TrialRecord): Promise<void> {
  return saveText(system, pathOf(record.gadget), JSON.stringify(record));
}

/** Forgets a change: it stays, or it is gone. */
export function forgetTrial(system: System, gadget: string): Promise<void> {
  return removeFile(system, pathOf(gadget));
}

/** Every change that is on trial, or was. */
export async function trialRecords(system: System): Promise<TrialRecord[]> {
  const found: TrialRecord[] = [];
  for (const name of await savedIn(system, folder)) {
    const record = await readTrial(system, name);
    if (record) found.push(record);
  }
  return found;
}

/** Whether a change may still be undone. */
export const isOpen = ({ state }: TrialRecord): boolean => state !== 'undone' && state !== 'stuck';

/** Whether something watches a change. */
export const isWatched = (system: System, gadget: string): Promise<boolean> =>
  isHeld(system, watcherOf(gadget));

/** Seconds until a change is undone, whole ones. */
export async function secondsLeft(system: System, { deadline }: TrialRecord): Promise<number> {
  return Math.max(0, Math.ceil(deadline - (await uptime(system))));
}

/** What to do about a change that nothing watches: what is due is then undone at once. */
export const watchAgain = (gadget: string): string =>
  `What was to undo it does not run: ${toolCommand('confirm --watch', gadget)}`;

/**
 * Keeps a gadget from being brought up as something else while a change of it waits: who goes back must find what was made. What changes a part of
 * it, as its media, its networks or whether a function is enabled, is not kept from that, and is undone with the change.
 *
 * @throws {@link GadgetError} with TRIAL_WAITING.
 */
export async function refuseWhileOnTrial(system: System, gadget: string): Promise<void> {
  const record = await readTrial(system, gadget);
  if (!record || !isOpen(record)) return;
  const rest = record.state === 'waiting' ? `${await secondsLeft(system, record)} s more` : record.state;
  const cure = (await isWatched(system, gadget))
    ? `${toolCommand('confirm', gadget)} keeps it, ${toolCommand('down', gadget)} removes the gadget; else it is undone.`
    : watchAgain(gadget);
  throw new GadgetError([
    issue('TRIAL_WAITING', gadget, `A change of "${gadget}" is on trial (${rest}).`, cure),
  ]);
}
