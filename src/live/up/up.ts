import { GadgetError, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import { definitionOf, type GadgetSource } from '../../gadget/gadget-source.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import type { NetworkDefinition } from '../../network/network-definition.js';
import { networkOf, type NetworkSource } from '../../network/otg-net.js';
import { functionOf } from '../../network/validate-networks.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { apply, type WorkOptions } from '../apply/apply.js';
import { controllerNames } from '../controllers/controllers.js';
import { keptValues } from '../state/kept-values.js';
import { locked } from '../state/lock.js';
import { survey, type PlanUpOptions, type Survey } from './plan-up.js';
import { prepareConfigfs } from '../machine/prepare-configfs.js';
import { gadgetsFolder } from '../machine/locations.js';
import { giveDevices } from '../functions/own-devices.js';
import { takeDownNetworks } from '../networks/network-down.js';
import { networkStates, type NetworkState } from '../state/network-state.js';
import type { NetworkSurvey } from '../networks/network-survey.js';
import type { NetworkUpOptions } from '../networks/network-up.js';
import { undo } from '../apply/undo.js';
import { areSettledNetworks, surveyNetworks, upWithNetworks } from './up-with-networks.js';
import { forgetState, saveState, type SavedState } from '../state/saved-state.js';
import { issuesOfWork, isUndone, unless } from '../machine/system-errors.js';
import { forgetTrial, refuseWhileOnTrial } from '../state/trial-record.js';

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
): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const names = await controllerNames(system);
    return udc === undefined ? names.length > 0 : names.includes(udc);
  };
  // If it does not come, the search for the controller says so.
  await unless(['ETIMEDOUT'], system.waitUntil(isThere, milliseconds));
}

/** Applies the plan; what it means to make is saved first, so that a crash leaves nothing that nobody knows. */
async function carryOut(
  found: Survey,
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
): Promise<void> {
  const { plan, current, saved } = found;
  const kept = { ...keptValues(current), ...saved?.kept };
  const mayLose = Object.keys(kept).length > 0;
  await saveState(system, { version: 1, definition, unfinished: true, ...(mayLose && { kept }) });
  try {
    await apply(plan, system, { ...options, before: current, definition });
  } catch (error) {
    if (!isUndone(error)) throw error;
    throw withMore(error, await issuesOfWork(putStateBack(saved, definition.name, system)));
  }
  try {
    if (definition.owner) await giveDevices(system, definition.name, definition.owner, options);
    await saveState(system, { version: 1, definition });
  } catch (error) {
    const left = await putBack(found, definition, system, options);
    throw withMore(error, left);
  }
}

/** An error with what could not be put back. */
function withMore(error: unknown, left: readonly Issue[]): unknown {
  return error instanceof GadgetError && left.length
    ? new GadgetError([...error.issues, ...left], { cause: error.cause })
    : error;
}

/** Says of a gadget again what was said of it before. */
export function putStateBack(saved: SavedState | undefined, name: string, system: System): Promise<void> {
  return saved ? saveState(system, saved) : forgetState(system, name);
}

/** Puts a gadget that came up back to what it was, since its network could not be made. */
async function putBack(
  { current, saved }: Survey,
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
): Promise<Issue[]> {
  const site = { system, folder: gadgetsFolder(options), userIds: new Map<string, number | undefined>() };
  const left = await undo(site, { ...options, before: current, ownersBefore: new Map() });
  return left.length ? left : [...(await issuesOfWork(putStateBack(saved, definition.name, system)))];
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
export type AroundChange = (gadget: string, change: () => Promise<Issue[]>) => Promise<Issue[]>;

/** The networks of a gadget that it is to have no more. */
async function unwantedNetworks(
  definition: GadgetDefinition,
  networks: readonly NetworkDefinition[] | undefined,
  system: System,
): Promise<NetworkState[]> {
  if (!networks) return [];
  const wanted = networks.map((each) => functionOf(each, definition));
  return (await networkStates(system, definition.name)).filter(({ plan }) => !wanted.includes(plan.function));
}

/** As {@link bringUp}, for who has the lock, and also where nothing is to be done. */
export async function bringUpUnderLock(
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
  around: AroundChange = (_, change) => change(),
): Promise<UpResult> {
  await prepareConfigfs(system, options);
  const networks = options.networks?.map(networkOf);
  const found = await survey(definition, system, options);
  const surveys = await surveyNetworks(networks ?? [], definition, found, system, options);
  const left = await around(definition.name, async () => [
    ...(await upWithNetworks(
      surveys,
      system,
      options,
      () => carryOut(found, definition, system, options),
      () => putBack(found, definition, system, options),
    )),
    ...(await takeDownNetworks(await unwantedNetworks(definition, networks, system), system)),
  ]);
  const { issues, ...result } = resultOf(found, surveys);
  return { ...result, issues: [...issues, ...left] };
}

/** As {@link up}, with something around the change. */
export async function bringUp(
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
  around: AroundChange,
): Promise<UpResult> {
  const { wait = 0, bind = true, udc = definition.udc } = options;
  if (bind && wait > 0) await waitForController(system, udc, wait);
  // Whoever changes nothing needs no lock, and no right to take one.
  const first = await survey(definition, system, options);
  if (first.plan.operations.length === 0 && isSettled(first.saved, definition)) {
    const networks = options.networks?.map(networkOf);
    const surveys = await surveyNetworks(networks ?? [], definition, first, system, options);
    const isSettledThroughout =
      (await areSettledNetworks(surveys, system, options)) &&
      !(await unwantedNetworks(definition, networks, system)).length;
    if (isSettledThroughout) {
      // What is on trial is as it is to be, and does not stay.
      await refuseWhileOnTrial(system, definition.name);
      return resultOf(first, []);
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
