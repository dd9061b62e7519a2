import { GadgetError, issue, type Issue } from '../../errors.js';
import { formatNetworkAction } from '../../network/format-network-text.js';
import { joinedSteps, type JoinedSteps } from '../../network/joined-steps.js';
import type { NetworkAction } from '../../network/network-action.js';
import type { NetworkPhase, NetworkPlan, NetworkStep } from '../../network/network-plan.js';
import type { System } from '../../system/system.js';
import {
  forgetNetworkState,
  isOverSame,
  networkStates,
  plansOf,
  saveNetworkState,
  type NetworkState,
} from '../state/network-state.js';
import { abortIssue, Listener } from '../apply/progress.js';
import { issuesOf, runNetworkAction } from './run-network-action.js';
import { issuesOfWork } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** Is told of each step of a network, once it is done. One that throws stops the work, and what was done is undone: ABORTED. */
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
  /** What could not be taken back of the link of the network that was there before; undefined until that is tried. */
  linkLeft: Issue[] | undefined;
  /** Stops the work between two steps. */
  readonly signal?: AbortSignal | undefined;
  /** Is told of each step. */
  readonly onStep?: NetworkListener | undefined;
}

const stateOf = ({ plan, before, settings }: NetworkWork): NetworkState => ({
  version: 1,
  plan,
  settings,
  ...(before && { earlier: plansOf(before) }),
});

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

/** The steps of one phase of a plan. */
export const stepsOf = (plan: NetworkPlan, phase: NetworkPhase): NetworkStep[] =>
  plan.steps.filter((each) => each.phase === phase);

/** What an interface that is yet to come will have (net/ipv4/devinet.c, inetdev_init; net/ipv6/addrconf.c, ipv6_add_dev). */
const ofAnyInterface = (path: string): string => path.replace(/^(net\/ipv[46]\/conf)\/[^/]+/, '$1/default');

/**
 * The values that settings have before anybody knows of the network: programs that are told of it change some by themselves, and
 * udev gives an interface its settings as it appears. What another network of ours sets already, that one remembers.
 */
async function rememberSettings(work: NetworkWork): Promise<void> {
  const found: Record<string, string> = {};
  const others = (await networkStates(work.system)).filter((each) => !isOverSame(each.plan, work.plan));
  const read = async (path: string): Promise<string> =>
    (await textOf(work.system, `/proc/sys/${path}`)).trim();
  for (const { action } of work.plan.steps) {
    if (action.op !== 'set' || action.path in work.settings) continue;
    const { path } = action;
    const earlier = others.find(({ settings }) => path in settings)?.settings[path];
    const value = earlier ?? ((await read(path)) || (await read(ofAnyInterface(path))));
    if (value) found[path] = value;
  }
  work.settings = { ...found, ...work.settings };
}

/** Saves what is about to be done, so that a crash leaves nothing that cannot be taken down. */
export async function beginNetwork(work: NetworkWork): Promise<void> {
  await rememberSettings(work);
  await saveNetworkState(work.system, { ...stateOf(work), unfinished: true });
}

async function runSteps({ steps, action }: JoinedSteps, work: NetworkWork): Promise<void> {
  const { system, settings, signal, onStep, plan } = work;
  if (signal?.aborted) throw new GadgetError([abortIssue('network')]);
  work.begun.push(...steps);
  try {
    await runNetworkAction({ system, settings }, action);
  } catch (error) {
    // Ctrl-C ends the program that runs, too, and that is not what went wrong.
    if (signal?.aborted) throw new GadgetError([abortIssue('network')], { cause: error });
    const issues = issuesOf(error, action);
    throw issues ? new GadgetError(issues, { cause: error }) : error;
  }
  const listener = new Listener(onStep);
  for (const step of steps) listener.tell(step, plan);
  listener.check('network');
}

/** What a step sets: on another interface it is something else. */
const settingOf = ({ interface: name }: NetworkPlan, { key }: NetworkStep): string => `${name} ${key}`;

/** The steps before the interface that some plans have and another has not. */
function onlyIn(plans: readonly NetworkPlan[], other: NetworkPlan): NetworkStep[] {
  const known = new Set(other.steps.map((each) => settingOf(other, each)));
  return plans.flatMap((plan) => stepsOf(plan, 'guard').filter((each) => !known.has(settingOf(plan, each))));
}

/** A step that may be done over what it has done: it leaves nothing running, and no command of the user goes with it. */
const isRepeatable = ({ key, action, undo }: NetworkStep): boolean =>
  (action.op === 'set' || key === 'addresses') && undo.length === 1;

/** The steps of a link but those that the other plan repeats as they are: the link need not go down for them. */
function unlikeIn(steps: readonly NetworkStep[], other: NetworkPlan): NetworkStep[] {
  const repeated = new Set(other.steps.filter(isRepeatable).map((each) => JSON.stringify(each)));
  return steps.filter((each) => !repeated.has(JSON.stringify(each)));
}

/** Takes back what the network that was there before has of the link, and this one has not. */
export async function takeLinkBack(work: NetworkWork): Promise<void> {
  const { before } = work;
  if (!before || work.linkLeft) return;
  work.linkLeft = [];
  for (const plan of plansOf(before))
    work.linkLeft.push(...(await takeBack(unlikeIn(stepsOf(plan, 'link'), work.plan), work)));
}

/** Does all of one phase. A network that is there gives way in its place: its rules are replaced, never missing. */
export async function runNetworkPhase(work: NetworkWork, phase: NetworkPhase): Promise<void> {
  if (phase === 'link') await takeLinkBack(work);
  for (const each of joinedSteps(stepsOf(work.plan, phase))) await runSteps(each, work);
}

/** The network is there: from now on it stays. */
export async function commitNetwork(work: NetworkWork): Promise<void> {
  await saveNetworkState(work.system, stateOf(work));
}

/** Takes back what the networks before had and this one has not. */
export async function finishNetwork(work: NetworkWork): Promise<Issue[]> {
  const { before, linkLeft = [], plan, settings, system } = work;
  if (!before) return [];
  const left = [...linkLeft, ...(await takeBack(onlyIn(plansOf(before), plan), work))];
  // If that cannot be saved, the next one takes it back once more.
  if (!left.length) await saveNetworkState(system, { version: 1, plan, settings }).catch(() => undefined);
  return left;
}

/** Takes back what has begun of the link, but what the network before has as well. */
export function rollBackLink(work: NetworkWork): Promise<Issue[]> {
  const begun = work.begun.filter(({ phase }) => phase === 'link');
  return takeBack(work.before ? unlikeIn(begun, work.before.plan) : begun, work);
}

async function doAgain(steps: readonly NetworkStep[], { system, settings }: NetworkWork): Promise<Issue[]> {
  const left: Issue[] = [];
  for (const { action, again = action } of steps)
    await runNetworkAction({ system, settings }, again).catch((error: unknown) => {
      left.push(leftIssue(again, error));
    });
  return left;
}

/** Takes back what has begun before the interface; where there was a network before, its own comes again, and then its link. */
export async function rollBackGuard(work: NetworkWork): Promise<Issue[]> {
  const { before, system, plan, begun } = work;
  const own = begun.filter(({ phase }) => phase === 'guard');
  if (!before) {
    const left = await takeBack(own, work);
    return left.length ? left : [...(await issuesOfWork(forgetNetworkState(system, plan)))];
  }
  const isNew = new Set(onlyIn([plan], before.plan));
  const left = await takeBack(
    own.filter((each) => isNew.has(each)),
    work,
  );
  if (own.length) left.push(...(await doAgain(stepsOf(before.plan, 'guard'), work)));
  if (work.linkLeft) left.push(...(await doAgain(stepsOf(before.plan, 'link'), work)));
  return [...left, ...(await issuesOfWork(saveNetworkState(system, before)))];
}
