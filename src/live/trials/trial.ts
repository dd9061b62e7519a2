import { GadgetError, issue, type Issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { locked } from '../state/lock.js';
import {
  forgetTrial,
  isOpen,
  isWatched,
  secondsLeft,
  trialRecords,
  watchAgain,
  type TrialRecord,
  type TrialState,
} from '../state/trial-record.js';

/** A change of a gadget that is undone unless somebody confirms it, or what became of one. */
export interface Trial {
  /** The name of the gadget. */
  readonly gadget: string;
  /**
   * `coming`: it is being made; `waiting`: it is made, and not confirmed; `undoing`: it is being undone; `undone`: nobody confirmed it, and all is
   * as before; `stuck`: nobody confirmed it, and it could not be undone. What is confirmed is on trial no more.
   */
  readonly state: TrialState;
  /** Whole seconds until it is undone; absent unless it waits. */
  readonly secondsLeft?: number;
  /** Whether something watches it: if not, it stays although nobody confirms it. */
  readonly isWatched: boolean;
  /** Why it could not be undone. */
  readonly issues: readonly Issue[];
}

/** What is to be seen of a change. */
export async function trialOf(system: System, record: TrialRecord): Promise<Trial> {
  const { gadget, state, issues = [] } = record;
  return {
    gadget,
    state,
    ...(state === 'waiting' && { secondsLeft: await secondsLeft(system, record) }),
    isWatched: await isWatched(system, gadget),
    issues,
  };
}

/** The changes that are on trial, and those that were undone since: until the next {@link up} or {@link down} of the gadget. */
export async function listTrials(system: System): Promise<Trial[]> {
  const found: Trial[] = [];
  for (const each of await trialRecords(system)) found.push(await trialOf(system, each));
  return found;
}

/** What becomes of a change, as it follows "The change of g1". */
const fates: Readonly<Record<TrialState, string>> = {
  coming: 'was cut off while it was made',
  waiting: 'waits',
  undoing: 'is being undone',
  undone: 'has been undone',
  stuck: 'could not be undone',
};

/** That no change waits, and what became of those that did. */
export async function nothingWaits(
  system: System,
  records: readonly TrialRecord[],
  gadget?: string,
): Promise<GadgetError> {
  const news = records.map((each) => ` That of "${each.gadget}" ${fates[each.state]}.`).join('');
  const cures: string[] = [];
  for (const each of records)
    if (isOpen(each) && !(await isWatched(system, each.gadget))) cures.push(watchAgain(each.gadget));
  return new GadgetError([
    issue(
      'TRIAL_MISSING',
      gadget ?? '',
      `No change${gadget === undefined ? '' : ` of "${gadget}"`} waits for a confirmation.${news}`,
      cures.join(' ') || '`usb-gadget status` shows what is there.',
    ),
  ]);
}

/**
 * Confirms changes, so that they stay.
 *
 * @param gadget - the one whose change is meant. Default: every one whose change waits.
 * @returns the names of the gadgets.
 * @throws {@link GadgetError} with TRIAL_MISSING, or LOCKED while the change is being undone.
 */
export async function confirmTrial(system: System, gadget?: string): Promise<string[]> {
  return locked(system, async () => {
    const records = (await trialRecords(system)).filter(
      (each) => gadget === undefined || each.gadget === gadget,
    );
    const waiting = records.filter(({ state }) => state === 'waiting');
    if (!waiting.length) throw await nothingWaits(system, records, gadget);
    for (const each of waiting) await forgetTrial(system, each.gadget);
    return waiting.map((each) => each.gadget);
  });
}
