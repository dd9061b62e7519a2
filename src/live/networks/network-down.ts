import { GadgetError, issue, type Issue } from '../../errors.js';
import type { NetworkPhase, NetworkPlan } from '../../network/network-plan.js';
import type { System } from '../../system/system.js';
import { locked } from '../state/lock.js';
import {
  forgetNetworkState,
  isOverSame,
  networkStates,
  plansOf,
  saveNetworkState,
  type NetworkState,
} from '../state/network-state.js';
import { runNetworkAction } from './run-network-action.js';
import { stepsOf, takeBack } from './network-work.js';
import { issuesOfWork } from '../machine/system-errors.js';

/**
 * What another network that stays sets as well stays as it is: that one gets to know how it was before both, and puts it back in the end.
 *
 * @param going - the networks that do not stay.
 * @returns the state without what was handed over.
 */
async function handedOver(
  state: NetworkState,
  going: readonly NetworkState[],
  system: System,
): Promise<NetworkState> {
  const kept = new Map(Object.entries(state.settings));
  for (const other of await networkStates(system)) {
    if (going.some(({ plan }) => isOverSame(plan, other.plan))) continue;
    const shared = other.plan.steps.flatMap(({ action }) =>
      action.op === 'set' && kept.has(action.path) ? [action.path] : [],
    );
    if (!shared.length) continue;
    const inherited = Object.fromEntries(shared.map((path) => [path, kept.get(path)!]));
    await saveNetworkState(system, { ...other, settings: { ...other.settings, ...inherited } });
    for (const path of shared) kept.delete(path);
  }
  return { ...state, settings: Object.fromEntries(kept) };
}

/** Takes one phase of a network back, and of those that it followed, as one of those that go. */
export async function takeDownPhase(
  state: NetworkState,
  phase: NetworkPhase,
  going: readonly NetworkState[],
  system: System,
): Promise<Issue[]> {
  const { settings } = await handedOver(state, going, system);
  const left: Issue[] = [];
  for (const plan of plansOf(state))
    left.push(...(await takeBack(stepsOf(plan, phase), { system, settings })));
  return left;
}

/** Takes networks down whole; those of which nothing is left are forgotten. One that cannot be taken down does not keep the others. */
export async function takeDownNetworks(states: readonly NetworkState[], system: System): Promise<Issue[]> {
  const left: Issue[] = [];
  for (const state of states) {
    const own: Issue[] = [];
    const takeDown = async (): Promise<void> => {
      for (const phase of ['link', 'guard'] as const)
        own.push(...(await takeDownPhase(state, phase, states, system)));
      if (!own.length) await forgetNetworkState(system, state.plan);
    };
    const thrown = await issuesOfWork(takeDown());
    left.push(...own, ...thrown);
  }
  return left;
}

/** Does the steps of the link again, as far as they succeed: the gadget could not be removed. */
export async function makeLinkAgain({ plan, settings }: NetworkState, system: System): Promise<void> {
  for (const { action, again = action } of stepsOf(plan, 'link'))
    await runNetworkAction({ system, settings }, again).catch(() => undefined);
}

function networkMissing(gadget: string, there: readonly NetworkState[]): GadgetError {
  const names = there.map(({ plan }) => `${plan.gadget} (${plan.function})`);
  return new GadgetError([
    issue(
      'NETWORK_MISSING',
      '',
      `There is no network of "${gadget}". ${names.length ? `There are those of ${names.join(', ')}.` : 'There are none.'}`,
      '`usb-gadget net status` shows what is there.',
    ),
  ]);
}

/**
 * Takes the networks of a gadget down, whether or not the gadget is still there, as they were made: no matter what a file says now.
 *
 * @param name - the function that the network is over. Default: all of the gadget.
 * @returns the plans whose steps were taken back.
 * @throws {@link GadgetError} with NETWORK_MISSING, or UNDO_INCOMPLETE with what could not be taken back; everything else has been.
 */
export async function networkDown(gadget: string, system: System, name?: string): Promise<NetworkPlan[]> {
  const isMeant = ({ plan }: NetworkState): boolean => name === undefined || plan.function === name;
  return locked(system, async () => {
    const states = (await networkStates(system, gadget)).filter(isMeant);
    if (!states.length) throw networkMissing(gadget, await networkStates(system));
    const left = await takeDownNetworks(states, system);
    if (left.length) throw new GadgetError(left);
    return states.map(({ plan }) => plan);
  });
}
