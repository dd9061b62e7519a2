import { emptyTree, type Tree } from '../../configfs/tree.js';
import { GadgetError, type Issue } from '../../errors.js';
import { planChange, wantedTree } from '../../plan/make-plan.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { apply, type WorkOptions } from '../apply/apply.js';
import { giveDevicesBack } from '../functions/give-devices.js';
import { gadgetMissing, gadgetNames } from '../gadgets/gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { locked } from '../state/lock.js';
import { makeLinkAgain, takeDownPhase } from '../networks/network-down.js';
import { forgetNetworkState, networkStates } from '../state/network-state.js';
import { readTree } from '../gadgets/read-tree.js';
import { forgetState, readState, savedNames, type SavedState } from '../state/saved-state.js';
import { issuesOfWork, isUndone, withMore } from '../machine/system-errors.js';
import { forgetTrial } from '../state/trial-record.js';

/**
 * Every gadget that is there, and those of which only that is left that was saved before the first folder, or until after the last, or a network,
 * whose rules come before both.
 */
export async function removableNames(system: System, options: ConfigfsOptions): Promise<string[]> {
  const networked = (await networkStates(system)).map(({ plan }) => plan.gadget);
  const names = [...(await gadgetNames(system, options)), ...(await savedNames(system)), ...networked];
  return [...new Set(names)].sort();
}

async function look(
  name: string,
  system: System,
  options: ConfigfsOptions,
): Promise<{ plan: Plan; before: Tree; saved: SavedState | undefined }> {
  const names = await removableNames(system, options);
  if (!names.includes(name)) throw gadgetMissing(name, names);
  const kernel = await system.kernelRelease();
  const saved = await readState(system, name);
  const owners = saved && wantedTree(saved.definition, { kernel }).owners;
  const before = await readTree(system, name, { ...options, ...(owners && { owners }) });
  return { plan: planChange(before, emptyTree(name), kernel), before, saved };
}

/**
 * What {@link down} would do on a machine: looks, and touches nothing.
 *
 * @throws {@link GadgetError} with GADGET_MISSING.
 */
export async function planDown(name: string, system: System, options: ConfigfsOptions = {}): Promise<Plan> {
  return (await look(name, system, options)).plan;
}

/** Removes a gadget between the two phases of its networks, for who has the lock: what protects it goes last. */
export async function removeOne(name: string, system: System, options: WorkOptions): Promise<Plan> {
  const { plan, before, saved } = await look(name, system, options);
  const states = await networkStates(system, name);
  const left: Issue[] = [];
  try {
    for (const each of states) left.push(...(await takeDownPhase(each, 'link', states, system)));
    await apply(plan, system, { ...options, before });
  } catch (error) {
    for (const each of states) await makeLinkAgain(each, system);
    if (!isUndone(error)) throw error;
    throw withMore(error, await giveDevicesBack(before, saved, system, options));
  }
  for (const each of states) left.push(...(await takeDownPhase(each, 'guard', states, system)));
  if (!left.length)
    for (const each of states) left.push(...(await issuesOfWork(forgetNetworkState(system, each.plan))));
  left.push(...(await issuesOfWork(forgetState(system, name))));
  left.push(...(await issuesOfWork(forgetTrial(system, name))));
  if (left.length) throw new GadgetError(left);
  return plan;
}

/** One that cannot be removed does not keep the others; whoever stops the work stops it for all. */
async function removeEach(names: readonly string[], system: System, options: WorkOptions): Promise<Plan[]> {
  const plans: Plan[] = [];
  const issues: Issue[] = [];
  for (const name of names) {
    try {
      plans.push(await removeOne(name, system, options));
    } catch (error) {
      if (!(error instanceof GadgetError) || names.length === 1) throw error;
      issues.push(...error.issues);
      if (error.issues.some(({ code }) => code === 'ABORTED')) break;
    }
  }
  if (issues.length) throw new GadgetError(issues);
  return plans;
}

/**
 * Takes gadgets off the bus and removes them, whoever made them. A failure is undone.
 *
 * @param names - one or several; all must be there.
 * @returns what was done, one plan for each.
 * @throws {@link GadgetError} with GADGET_MISSING before anything is touched, or with what went wrong.
 */
export async function down(
  names: string | readonly string[],
  system: System,
  options: WorkOptions = {},
): Promise<Plan[]> {
  const wanted = typeof names === 'string' ? [names] : names;
  const there = await removableNames(system, options);
  const missing = wanted.filter((name) => !there.includes(name));
  if (missing.length) throw new GadgetError(missing.flatMap((name) => gadgetMissing(name, there).issues));
  return locked(system, () => removeEach(wanted, system, options));
}

/** Takes all gadgets of the machine off the bus and removes them, whoever made them. */
export async function downAll(system: System, options: WorkOptions = {}): Promise<Plan[]> {
  return down(await removableNames(system, options), system, options);
}
