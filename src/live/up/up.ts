import { GadgetError, issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import { definitionOf, type GadgetSource } from '../../gadget/gadget-source.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import { networkOf, type NetworkSource } from '../../network/otg-net.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import type { WorkOptions } from '../apply/apply.js';
import { controllerNames } from '../controllers/controllers.js';
import { prepareConfigfs } from '../machine/prepare-configfs.js';
import { unless } from '../machine/system-errors.js';
import { takeDownNetworks } from '../networks/network-down.js';
import type { NetworkSurvey } from '../networks/network-survey.js';
import type { NetworkUpOptions } from '../networks/network-up.js';
import { locked } from '../state/lock.js';
import { networkStates, type NetworkState } from '../state/network-state.js';
import type { SavedState } from '../state/saved-state.js';
import { forgetTrial, refuseWhileOnTrial } from '../state/trial-record.js';
import { carryOut, putBack, type OwnersBefore } from './carry-out.js';
import { survey, type PlanUpOptions, type Survey } from './plan-up.js';
import { areSettledNetworks, surveyNetworks, upWithNetworks } from './up-with-networks.js';

/** What may be said about bringing a gadget up. */
export interface UpOptions extends PlanUpOptions, WorkOptions, NetworkUpOptions {
  /**
   * The networks over its network cards. Their rules are there before the gadget is on the bus; a network of ours over this gadget that is
   * not among them is taken down. Default: networks are left as they are.
   */
  readonly networks?: readonly NetworkSource[];
  /** Milliseconds to wait for the controller to appear, as at boot. Default 0. */
  readonly wait?: number;
}

/** What has been done. */
export interface UpResult {
  /** The operations that were carried out; none if everything was as it is to be. */
  readonly plan: Plan;
  /** The controller that the gadget is bound to; empty if to none. */
  readonly udc: string;
  /** The networks that were made, each with its steps; none if everything was as it is to be. */
  readonly networks: readonly NetworkPlan[];
  /** Notes and warnings. */
  readonly issues: readonly Issue[];
}

async function waitForController(
  system: System,
  udc: string | undefined,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isOver = async (): Promise<boolean> => {
    const names = await controllerNames(system);
    return signal?.aborted === true || (udc === undefined ? names.length > 0 : names.includes(udc));
  };
  // If it does not come, the search for the controller says so.
  await unless(['ETIMEDOUT'], system.waitUntil(isOver, milliseconds));
  if (!signal?.aborted) return;
  const aborted = issue('ABORTED', 'udc', 'Stopped before anything was changed.', 'Run it again.');
  throw new GadgetError([aborted], { cause: signal.reason });
}

/** Whether what is saved is what was asked for, and done. */
function isSettled(saved: SavedState | undefined, definition: GadgetDefinition): boolean {
  return (
    saved !== undefined &&
    !saved.unfinished &&
    JSON.stringify(saved.definition) === JSON.stringify(definition)
  );
}

const resultOf = ({ plan, udc, issues }: Survey, networks: readonly NetworkSurvey[]): UpResult => ({
  plan,
  udc,
  networks: networks.map((each) => each.plan),
  issues: [...issues, ...networks.flatMap((each) => each.issues)],
});

/**
 * What is done around a change of a gadget: under the lock, when everything has been looked at and something is to be done.
 *
 * @returns what the change does: what is left over of it.
 */
type AroundChange = (gadget: string, change: () => Promise<Issue[]>) => Promise<Issue[]>;

/** What is to be done about the networks of a gadget. */
interface NetworksSurvey {
  readonly networks: readonly NetworkSurvey[];
  /** Those that it is to have no more. */
  readonly unwanted: readonly NetworkState[];
}

async function surveyNetworksOf(
  found: Survey,
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
): Promise<NetworksSurvey> {
  if (!options.networks) return { networks: [], unwanted: [] };
  const wanted = options.networks.map(networkOf);
  const networks = await surveyNetworks(wanted, definition, found, system, options);
  const over = networks.map(({ plan }) => plan.function);
  const states = await networkStates(system, definition.name);
  return { networks, unwanted: states.filter(({ plan }) => !over.includes(plan.function)) };
}

/** As {@link bringUp}, for who has the lock, and also where nothing is to be done. */
export async function bringUpUnderLock(
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
  around: AroundChange = (_, change) => change(),
): Promise<UpResult> {
  await prepareConfigfs(system, options);
  const found = await survey(definition, system, options);
  const { networks, unwanted } = await surveyNetworksOf(found, definition, system, options);
  let owners: OwnersBefore = new Map();
  const left = await around(definition.name, async () => [
    ...(await upWithNetworks(
      networks,
      system,
      options,
      async () => {
        owners = await carryOut(found, definition, system, options);
      },
      () => putBack(found, owners, system, options),
    )),
    ...(await takeDownNetworks(unwanted, system)),
  ]);
  const { issues, ...result } = resultOf(found, networks);
  return { ...result, issues: [...issues, ...left] };
}

/** As {@link up}, with something around the change. */
export async function bringUp(
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
  around: AroundChange,
): Promise<UpResult> {
  const { wait = 0, bind = true, udc = definition.udc, signal } = options;
  if (bind && wait > 0) await waitForController(system, udc, wait, signal);
  // Whoever changes nothing needs no lock, and no right to take one.
  const found = await survey(definition, system, options);
  if (found.plan.operations.length === 0 && isSettled(found.saved, definition)) {
    const { networks, unwanted } = await surveyNetworksOf(found, definition, system, options);
    if (!unwanted.length && (await areSettledNetworks(networks, system, options))) {
      // What is on trial is as it is to be, and does not stay.
      await refuseWhileOnTrial(system, definition.name);
      return resultOf(found, []);
    }
  }
  return locked(system, () => bringUpUnderLock(definition, system, options, around));
}

/**
 * Brings a gadget up: makes it, or changes what is there to what is wanted, and binds it. A second time it changes nothing.
 * Everything is looked at before anything is touched, and a failure is undone.
 *
 * @throws {@link GadgetError} with everything that is in the way, or with what went wrong.
 *
 * @example
 * ```ts
 * const { udc } = await up(gadget, new NodeSystem(), { wait: 10_000 });
 * ```
 */
export function up(gadget: GadgetSource, system: System, options: UpOptions = {}): Promise<UpResult> {
  return bringUp(definitionOf(gadget), system, options, async (name, change) => {
    await refuseWhileOnTrial(system, name);
    // What became of an earlier one is old news.
    await forgetTrial(system, name);
    return change();
  });
}
