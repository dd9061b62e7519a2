import type { Tree } from '../../configfs/tree.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { apply, type WorkOptions } from '../apply/apply.js';
import { isUndone, withMore } from '../machine/system-errors.js';
import type { SavedState } from '../state/saved-state.js';
import { giveDevices, giveDevicesBack } from './give-devices.js';

/** Changes links of a gadget, and gives its device nodes to its owner again: nodes are made anew at each bind, and are root's then. */
export async function applyLinks(
  plan: Plan,
  before: Tree,
  saved: SavedState | undefined,
  system: System,
  options: WorkOptions,
): Promise<void> {
  try {
    await apply(plan, system, { ...options, before });
  } catch (error) {
    if (!isUndone(error)) throw error;
    throw withMore(error, await giveDevicesBack(before, saved, system, options));
  }
  if (saved?.definition.owner) await giveDevices(system, before.gadget, saved.definition.owner, options);
}
