import { GadgetError, type Issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { definitionOf, type GadgetSource } from '../gadget/gadget-source.js';
import type { Plan } from '../plan/plan.js';
import type { System } from '../system/system.js';
import { apply, type WorkOptions } from './apply.js';
import { controllerNames } from './controllers.js';
import { keptValues } from './kept-values.js';
import { locked } from './lock.js';
import { survey, type PlanUpOptions, type Survey } from './plan-up.js';
import { prepareConfigfs } from './prepare.js';
import { forgetState, saveState, type SavedState } from './saved-state.js';
import { unless } from './system-errors.js';

/** What may be said about bringing a gadget up. */
export interface UpOptions extends PlanUpOptions, WorkOptions {
  /** Milliseconds to wait for the controller to appear, as at boot. Default 0. */
  readonly wait?: number;
}

/** What has been done. */
export interface UpResult {
  /** The operations that were carried out; none if everything was as it is to be. */
  readonly plan: Plan;
  /** The controller that the gadget is bound to; empty if to none. */
  readonly udc: string;
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

const stillThere: readonly string[] = ['UNDO_INCOMPLETE', 'OPERATION_TIMEOUT'];

/** Applies the plan; what it means to make is saved first, so that a crash leaves nothing that nobody knows. */
async function carryOut(
  { plan, current, saved }: Survey,
  definition: GadgetDefinition,
  system: System,
  options: UpOptions,
): Promise<void> {
  const kept = { ...keptValues(current), ...saved?.kept };
  const mayLose = Object.keys(kept).length > 0;
  await saveState(system, { version: 1, definition, unfinished: true, ...(mayLose && { kept }) });
  try {
    await apply(plan, system, { ...options, before: current, definition });
  } catch (error) {
    const isAsBefore =
      error instanceof GadgetError && !error.issues.some(({ code }) => stillThere.includes(code));
    if (isAsBefore) await (saved ? saveState(system, saved) : forgetState(system, definition.name));
    throw error;
  }
  await saveState(system, { version: 1, definition });
}

/** Whether what is saved is what was asked for, and done. */
function isSettled(saved: SavedState | undefined, definition: GadgetDefinition): boolean {
  return (
    saved !== undefined &&
    !saved.unfinished &&
    JSON.stringify(saved.definition) === JSON.stringify(definition)
  );
}

const resultOf = ({ plan, udc, issues }: Survey): UpResult => ({ plan, udc, issues });

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
export async function up(gadget: GadgetSource, system: System, options: UpOptions = {}): Promise<UpResult> {
  const definition = definitionOf(gadget);
  const { wait = 0, bind = true, udc = definition.udc } = options;
  if (bind && wait > 0) await waitForController(system, udc, wait);
  // Whoever changes nothing needs no lock, and no right to take one.
  const first = await survey(definition, system, options);
  if (first.plan.operations.length === 0 && isSettled(first.saved, definition)) return resultOf(first);
  return locked(system, async () => {
    await prepareConfigfs(system, options);
    const found = await survey(definition, system, options);
    await carryOut(found, definition, system, options);
    return resultOf(found);
  });
}
