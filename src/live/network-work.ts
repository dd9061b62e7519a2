import { GadgetError, issue, type Issue } from '../errors.js';
import { formatNetworkAction } from '../network/format-network-text.js';
import type { NetworkAction } from '../network/network-action.js';
import type { NetworkPhase, NetworkPlan, NetworkStep } from '../network/network-plan.js';
import type { System } from '../system/system.js';
import { forgetNetworkState, saveNetworkState, type NetworkState } from './network-state.js';
import { issuesOf, runNetworkAction } from './run-network-action.js';
import { textOf } from './text-file.js';

/** Is told of each step of a network, once it is done. */
export type NetworkListener = (step: NetworkStep, plan: NetworkPlan) => void;

/** A network that is being made, with what undoes it. */
export interface NetworkWork {
  /** What is to be done. */
  readonly plan: NetworkPlan;
  /** What was there before; undefined for nothing. */
  readonly before: NetworkState | undefined;
  /** The machine. */
  readonly system: System;
  /** Settings of the kernel as they were before. */
  settings: Readonly<Record<string, string>>;
  /** Steps that have begun, in order. */
  readonly begun: NetworkStep[];
  /** Stops the work between two steps. */
  readonly signal?: AbortSignal | undefined;
  /** Is told of each step. */
  readonly onStep?: NetworkListener | undefined;
}

const stateOf = ({ plan, settings }: NetworkWork): NetworkState => ({ version: 1, plan, settings });

/** Saves what is about to be done, so that a crash leaves nothing that cannot be taken down. */
export async function beginNetwork(work: NetworkWork): Promise<void> {
  await saveNetworkState(work.system, { ...stateOf(work), unfinished: true });
}

/** Takes steps back, the newest first; one that fails does not keep the others. */
export async function takeBack(
  steps: readonly NetworkStep[],
  { system, settings }: Pick<NetworkWork, 'system' | 'settings'>,
): Promise<Issue[]> {
  const left: Issue[] = [];
  for (const { undo } of [...steps].reverse())
    for (const action of undo)
      await runNetworkAction({ system, settings }, action).catch((error: unknown) => {
        left.push(leftIssue(action, error));
      });
  return left;
}

function leftIssue(action: NetworkAction, error: unknown): Issue {
  const said = issuesOf(error, action)?.map(({ message }) => message) ?? [String(error)];
  return issue(
    'UNDO_INCOMPLETE',
    'network',
    `"${formatNetworkAction(action)[0]}" did not succeed: ${said.join(' ')}`,
    '`usb-gadget net down` tries again what is left.',
  );
}

const stepsOf = (plan: NetworkPlan, phase: NetworkPhase): NetworkStep[] =>
  plan.steps.filter((each) => each.phase === phase);

/** The values that settings have now, for those that nobody remembers. */
async function rememberSettings(work: NetworkWork): Promise<void> {
  const found: Record<string, string> = {};
  for (const { action } of work.plan.steps)
    if (action.op === 'set')
      found[action.path] = (await textOf(work.system, `/proc/sys/${action.path}`)).trim();
  const known = Object.fromEntries(Object.entries(found).filter(([, value]) => value));
  work.settings = { ...known, ...work.settings };
  await saveNetworkState(work.system, { ...stateOf(work), unfinished: true });
}

async function runStep(step: NetworkStep, work: NetworkWork): Promise<void> {
  const { system, settings, signal, onStep, plan } = work;
  if (signal?.aborted)
    throw new GadgetError([
      issue('ABORTED', 'network', 'The work was stopped from outside.', 'What was done has been undone.'),
    ]);
  work.begun.push(step);
  try {
    await runNetworkAction({ system, settings }, step.action);
  } catch (error) {
    const issues = issuesOf(error, step.action);
    throw issues ? new GadgetError(issues, { cause: error }) : error;
  }
  onStep?.(step, plan);
}

/** Does all of one phase. A network that is there gives way in its place: its rules are replaced, never missing. */
export async function runNetworkPhase(work: NetworkWork, phase: NetworkPhase): Promise<void> {
  if (phase === 'link') {
    if (work.before) await takeBack(stepsOf(work.before.plan, 'link'), work);
    await rememberSettings(work);
  }
  for (const step of stepsOf(work.plan, phase)) await runStep(step, work);
}

/** Keys of steps that take the place of earlier ones: what is for another interface stands beside it. */
const replacedKeys = (earlier: NetworkPlan | undefined, later: NetworkPlan): ReadonlySet<string> =>
  new Set(earlier?.interface === later.interface ? later.steps.map(({ key }) => key) : []);

/** The network is there: takes back what the one before had and it has not, and saves it. */
export async function finishNetwork(work: NetworkWork): Promise<Issue[]> {
  const keys = replacedKeys(work.before?.plan, work.plan);
  const gone = (work.before?.plan.steps ?? []).filter(
    (each) => each.phase === 'guard' && !keys.has(each.key),
  );
  const left = await takeBack(gone, work);
  await saveNetworkState(work.system, stateOf(work));
  return left;
}

/** Takes back what has begun of one phase; where there was a network before, that comes again. */
export async function rollBackNetwork(work: NetworkWork, phase: NetworkPhase): Promise<Issue[]> {
  const { before, system, settings } = work;
  const begun = work.begun.filter((each) => each.phase === phase);
  if (!before) {
    const left = await takeBack(begun, work);
    if (phase === 'guard' && !left.length) await forgetNetworkState(system, work.plan);
    return left;
  }
  const earlier = stepsOf(before.plan, phase);
  const keys = phase === 'guard' ? replacedKeys(work.plan, before.plan) : new Set<string>();
  const left = await takeBack(
    begun.filter(({ key }) => !keys.has(key)),
    work,
  );
  if (begun.length)
    for (const { action, again = action } of earlier)
      await runNetworkAction({ system, settings }, again).catch((error: unknown) => {
        left.push(leftIssue(again, error));
      });
  if (phase === 'guard') await saveNetworkState(system, before);
  return left;
}
