import { planReset } from '../../plan/link-changes.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import type { WorkOptions } from '../apply/apply.js';
import { treeOf } from '../gadgets/gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { locked } from '../state/lock.js';
import { readState } from '../state/saved-state.js';
import { applyLinks } from './apply-links.js';

/**
 * What {@link resetGadget} would do on a machine: looks, and touches nothing.
 *
 * @throws {@link GadgetError} with GADGET_MISSING.
 */
export async function planGadgetReset(
  name: string,
  system: System,
  options: ConfigfsOptions = {},
): Promise<Plan> {
  return planReset(await treeOf(system, name, options), await system.kernelRelease());
}

/**
 * Takes a live gadget off the bus, links every function anew in its order, and binds it again: what helps when a host or a function hangs.
 *
 * @throws {@link GadgetError} with GADGET_MISSING, or with what went wrong.
 */
export async function resetGadget(name: string, system: System, options: WorkOptions = {}): Promise<Plan> {
  return locked(system, async () => {
    const before = await treeOf(system, name, options);
    const plan = planReset(before, await system.kernelRelease());
    await applyLinks(plan, before, await readState(system, name), system, options);
    return plan;
  });
}
