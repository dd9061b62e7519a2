import { GadgetError, issue, type Issue } from '../../errors.js';
import { definitionOf, type GadgetSource } from '../../gadget/gadget-source.js';
import type { System } from '../../system/system.js';
import { abortIssue } from '../apply/progress.js';
import { uptime } from '../machine/uptime.js';
import { gadgetNames } from '../gadgets/gadgets.js';
import { inspectGadget } from '../gadgets/inspect.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { processMark } from '../state/lock.js';
import { networkStates } from '../state/network-state.js';
import { survey } from '../up/plan-up.js';
import { readTree } from '../gadgets/read-tree.js';
import { readState } from '../state/saved-state.js';
import { codeOf, isUndone } from '../machine/system-errors.js';
import {
  forgetTrial,
  isWatched,
  readTrial,
  refuseWhileOnTrial,
  saveTrial,
  type EarlierGadget,
  type TrialRecord,
} from '../state/trial-record.js';
import { trialOf, type Trial } from './trial.js';
import { surveyNetworks } from '../up/up-with-networks.js';
import { wayBack } from './watch-trial.js';
import { bringUp, type UpOptions, type UpResult } from '../up/up.js';

/** What may be said about bringing a gadget up on trial. */
export interface TrialOptions extends UpOptions {
  /** Seconds that there are for the confirmation, from when everything has been done: 1..86400. */
  readonly seconds: number;
  /**
   * Starts something that calls {@link watchTrial}, before anything is changed: best a process of its own, which does not end with this
   * one or with the session that it belongs to.
   *
   * @param gadget - its name.
   */
  watch(gadget: string): void | Promise<void>;
}

/** What has been done. */
export interface TrialResult extends UpResult {
  /** What waits for its confirmation; absent if everything was as it is to be. */
  readonly trial?: Trial;
}

/** Seconds. */
export const longestTrial = 86_400;

/** Milliseconds for a program to start: seconds on the slowest boards. */
const patience = 30_000;

function checkSeconds(seconds: number): void {
  if (seconds >= 1 && seconds <= longestTrial) return;
  throw new GadgetError([
    issue(
      'VALUE_RANGE',
      'seconds',
      `"seconds" expected 1..${longestTrial}, got ${seconds}.`,
      'Give enough time to log in again.',
    ),
  ]);
}

async function earlierGadget(
  system: System,
  name: string,
  options: ConfigfsOptions,
): Promise<{ before: EarlierGadget; issues: Issue[] }> {
  if (!(await gadgetNames(system, options)).includes(name))
    return { before: { udc: '', networks: [] }, issues: [] };
  const { definition, issues } = await inspectGadget(system, name, options);
  const { udc } = await readTree(system, name, options);
  const saved = await readState(system, name);
  const networks = (await networkStates(system, name)).flatMap(({ plan, unfinished }) =>
    unfinished ? [] : [plan.network],
  );
  return {
    before: { definition, udc, ...(saved && { saved }), networks },
    issues: issues.filter(({ code }) => code === 'NOT_EXPRESSED'),
  };
}

/** Refuses what could not be undone: nobody may be able to log in and see to it then. */
async function checkWayBack(
  system: System,
  gadget: string,
  before: EarlierGadget,
  { configfs }: ConfigfsOptions,
): Promise<void> {
  if (!before.definition) return;
  const how = wayBack(before, configfs === undefined ? {} : { configfs });
  try {
    const found = await survey(before.definition, system, how);
    await surveyNetworks(before.networks, before.definition, found, system, how);
  } catch (error) {
    if (!(error instanceof GadgetError)) throw error;
    const told = error.issues.map(({ code, message, hint }) =>
      issue(code, gadget, `"${gadget}" could not be brought back as it is now. ${message}`, hint),
    );
    throw new GadgetError(told, { cause: error });
  }
}

async function waitForWatcher(system: System, gadget: string, signal?: AbortSignal): Promise<void> {
  try {
    await system.waitUntil(async () => signal?.aborted || isWatched(system, gadget), patience);
  } catch (error) {
    if (codeOf(error) !== 'ETIMEDOUT') throw error;
    throw new GadgetError([
      issue(
        'TRIAL_UNWATCHED',
        gadget,
        `What is to watch the change of "${gadget}" does not start.`,
        'Nothing was changed. Without a confirmation: usb-gadget up.',
      ),
    ]);
  }
  if (signal?.aborted) throw new GadgetError([abortIssue(gadget)], { cause: signal.reason });
}

/**
 * Brings a gadget up as {@link up} does, networks included, and undoes that unless somebody confirms it in time: for changes of the
 * very gadget that one is logged in over. What was there before, whoever made it, is saved first, and its watcher runs before anything is
 * changed, so that it is also put back when this process is killed in the middle of the work.
 *
 * Nothing of it outlives a reboot, and neither does a gadget.
 *
 * @throws {@link GadgetError} with TRIAL_WAITING, TRIAL_UNWATCHED, VALUE_RANGE, or as {@link up}.
 *
 * @example
 * ```ts
 * await upOnTrial(gadget, system, { seconds: 60, watch: (name) => void watchTrial(name, system) });
 * await confirmTrial(system);
 * ```
 */
export async function upOnTrial(
  gadget: GadgetSource,
  system: System,
  options: TrialOptions,
): Promise<TrialResult> {
  const { seconds, watch } = options;
  checkSeconds(seconds);
  const { name } = definitionOf(gadget);
  let trial: Trial | undefined;
  const result = await bringUp(definitionOf(gadget), system, options, async (_, change) => {
    await refuseWhileOnTrial(system, name);
    const { before, issues } = await earlierGadget(system, name, options);
    await checkWayBack(system, name, before, options);
    const by = await processMark(system, 'self');
    const record: TrialRecord = { version: 1, gadget: name, state: 'coming', by, deadline: 0, before };
    await saveTrial(system, record);
    try {
      await watch(name);
      await waitForWatcher(system, name, options.signal);
      issues.push(...(await change()));
    } catch (error) {
      // What is left over goes at once, for nobody may be able to log in and see to it.
      await (isUndone(error)
        ? forgetTrial(system, name)
        : saveTrial(system, { ...record, state: 'waiting' }));
      throw error;
    }
    await saveTrial(system, { ...record, state: 'waiting', deadline: (await uptime(system)) + seconds });
    trial = await trialOf(system, (await readTrial(system, name))!);
    return issues;
  });
  return { ...result, ...(trial && { trial }) };
}
