import type { Tree } from '../../configfs/tree.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { apply, type WorkOptions } from '../apply/apply.js';
import type { SavedState } from '../state/saved-state.js';
import { giveDevices } from './give-devices.js';

/** Changes links of a gadget, and gives its device nodes to its owner again: nodes are made anew at each bind, and are root's then. */
export async function applyLinks(
  plan: Plan,
  before: Tree,
  saved: SavedState | undefined,
  system: System,
  options: WorkOptions,
): Promise<void> {
  await apply(plan, system, { ...options, before });
  if (saved?.definition.owner) await giveDevices(system, before.gadget, saved.definition.owner, options);
}
