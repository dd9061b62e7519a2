import type { NetworkPlan } from '../../network/network-plan.js';
import type { System } from '../../system/system.js';
import { stateFolder } from '../../network/run-files.js';
import { unless } from '../machine/system-errors.js';
import { removeFile, saveText } from '../machine/text-file.js';
import { readSaved, savedIn } from './saved-file.js';

/** What is kept of a network that we made, for as long as the machine runs: enough to take it down without what it was made from. */
export interface NetworkState {
  /** The version of this form. */
  readonly version: 1;
  /** What was, or is being, done. */
  readonly plan: NetworkPlan;
  /** Settings of the kernel as they were before, by their paths below /proc/sys. */
  readonly settings: Readonly<Record<string, string>>;
  /** The work has begun and not ended. */
  readonly unfinished?: true;
  /** Plans of networks that gave way to this one, for as long as something of them may be there. */
  readonly earlier?: readonly NetworkPlan[];
}

/** All plans of which something may be there, the newest first. */
export const plansOf = ({ plan, earlier = [] }: NetworkState): readonly NetworkPlan[] => [plan, ...earlier];

const folder = `${stateFolder}/networks`;

const pathOf = (gadget: string, name: string): string => `${folder}/${gadget}/${name}.json`;

/** Whether two networks are over the same function: one takes the place of the other. */
export const isOverSame = (left: NetworkPlan, right: NetworkPlan): boolean =>
  left.gadget === right.gadget && left.function === right.function;

/** What was saved of the network over a function; undefined if there is none of ours. */
export const readNetworkState = (
  system: System,
  gadget: string,
  name: string,
): Promise<NetworkState | undefined> => readSaved(system, pathOf(gadget, name));

/** Saves what is being done, or was. */
export function saveNetworkState(system: System, state: NetworkState): Promise<void> {
  return saveText(system, pathOf(state.plan.gadget, state.plan.function), JSON.stringify(state));
}

/** Forgets a network. */
export function forgetNetworkState(system: System, { gadget, function: name }: NetworkPlan): Promise<void> {
  return removeFile(system, pathOf(gadget, name));
}

/** The networks of a gadget that we made, or of all gadgets. */
export async function networkStates(system: System, gadget?: string): Promise<NetworkState[]> {
  const gadgets =
    gadget === undefined
      ? ((await unless(['ENOENT', 'EACCES'], system.list(folder))) ?? []).map((each) => each.name).sort()
      : [gadget];
  const states: NetworkState[] = [];
  for (const each of gadgets)
    for (const name of await savedIn(system, `${folder}/${each}`)) {
      const state = await readNetworkState(system, each, name);
      if (state) states.push(state);
    }
  return states;
}
