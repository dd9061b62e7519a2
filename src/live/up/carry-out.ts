import type { Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import { applyNotingOwners, type WorkOptions } from '../apply/apply.js';
import { Listener } from '../apply/progress.js';
import { undo } from '../apply/undo.js';
import { giveDevices, giveDevicesBack } from '../functions/give-devices.js';
import { gadgetsFolder } from '../machine/locations.js';
import { issuesOfWork, isUndone, withMore } from '../machine/system-errors.js';
import { keptValues } from '../state/kept-values.js';
import { forgetState, saveState, type SavedState } from '../state/saved-state.js';
import type { Survey } from './plan-up.js';

/** The owners that files had before, by path below `usb_gadget`. */
export type OwnersBefore = ReadonlyMap<string, number>;

/** Applies the plan; what it means to make is saved first, so that a crash leaves nothing that nobody knows. */
export async function carryOut(
  found: Survey,
  definition: GadgetDefinition,
  system: System,
  options: WorkOptions,
): Promise<OwnersBefore> {
  const { plan, current, saved } = found;
  const kept = { ...keptValues(current), ...saved?.kept };
  const mayLose = Object.keys(kept).length > 0;
  await saveState(system, { version: 1, definition, unfinished: true, ...(mayLose && { kept }) });
  let owners: OwnersBefore;
  try {
    owners = await applyNotingOwners(plan, system, { ...options, before: current, definition });
  } catch (error) {
    if (!isUndone(error)) throw error;
    throw withMore(error, await putBackBesides(found, system, options));
  }
  try {
    if (definition.owner) await giveDevices(system, definition.name, definition.owner, options);
    await saveState(system, { version: 1, definition });
  } catch (error) {
    throw withMore(error, await putBack(found, owners, system, options));
  }
  return owners;
}

/** Says of a gadget again what was said of it before. */
export function putStateBack(saved: SavedState | undefined, name: string, system: System): Promise<void> {
  return saved ? saveState(system, saved) : forgetState(system, name);
}

/** What a gadget that was put back had besides what configfs shows: the owner of its nodes, and what was said of it. */
async function putBackBesides(
  { current, saved }: Survey,
  system: System,
  options: WorkOptions,
): Promise<Issue[]> {
  return [
    ...(await giveDevicesBack(current, saved, system, options)),
    ...(await issuesOfWork(putStateBack(saved, current.gadget, system))),
  ];
}

/** Puts a gadget that came up back to what it was, since what was to follow could not be done. */
export async function putBack(
  found: Survey,
  ownersBefore: OwnersBefore,
  system: System,
  options: WorkOptions,
): Promise<Issue[]> {
  const site = { system, folder: gadgetsFolder(options), userIds: new Map<string, number | undefined>() };
  const left = await undo(site, {
    ...options,
    before: found.current,
    ownersBefore,
    listener: new Listener(options.onProgress),
  });
  return left.length ? left : putBackBesides(found, system, options);
}
