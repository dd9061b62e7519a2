import { kernelVersion } from '../../attributes/kernel-version.js';
import { withLiveNames } from '../../configfs/live-names.js';
import { anyController, type Tree } from '../../configfs/tree.js';
import { GadgetError, hasErrors, issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import { definitionOf, type GadgetSource } from '../../gadget/gadget-source.js';
import { validate } from '../../gadget/validate.js';
import { planChange, wantedTree } from '../../plan/make-plan.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { findControllerProfile } from '../../udc/find-controller.js';
import { chooseController } from '../controllers/choose-controller.js';
import { withKeptValues } from '../state/kept-values.js';
import { descriptorChange } from './descriptor-change.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { lastCopies } from '../media/last-copies.js';
import { mediaInUse } from '../media/media-in-use.js';
import { machineIssues } from './machine-issues.js';
import { readTree } from '../gadgets/read-tree.js';
import { withResolvedMedia } from '../media/resolved-media.js';
import { readState, type SavedState } from '../state/saved-state.js';
import { counted } from '../../options/counted.js';

/** What may be said about a plan for a running machine. */
export interface PlanUpOptions extends ConfigfsOptions {
  /** The controller to bind to. Default: the definition's, else the one that the gadget is bound to, else the only one. */
  readonly udc?: string;
  /** Whether to bind. Default true; false leaves the gadget unbound, or takes it off the bus. */
  readonly bind?: boolean;
  /** Change a gadget of the same name that we did not make. Default false: GADGET_FOREIGN. */
  readonly replace?: boolean;
  /** Bind even if the controller's endpoints do not suffice by what is known of it. Default false. */
  readonly force?: boolean;
}

/** What was found on the machine, and what is to be done. */
export interface Survey {
  /** What is to be done. */
  readonly plan: Plan;
  /** The gadget as it is. */
  readonly current: Tree;
  /** The controller that it is to be bound to; empty if to none. */
  readonly udc: string;
  /** Notes and warnings. */
  readonly issues: readonly Issue[];
  /** What was saved of it; undefined if we did not make it. */
  readonly saved: SavedState | undefined;
}

/** The controller to bind to; the fault goes to the others, so that all are told at once. */
async function controllerFor(
  system: System,
  wanted: string,
  current: Tree,
  options: ConfigfsOptions,
  issues: Issue[],
): Promise<string> {
  const named = wanted === anyController ? current.udc : wanted;
  try {
    return await chooseController(system, named, current.gadget, options);
  } catch (error) {
    if (!(error instanceof GadgetError)) throw error;
    issues.push(...error.issues);
    return wanted;
  }
}

const foreignIssue = ({ gadget, operations }: Plan): Issue =>
  issue(
    'GADGET_FOREIGN',
    'name',
    `There is a gadget "${gadget}" that was made by something else; ${counted(operations.length, 'operation')} would change it.`,
    'Choose another name, take it down first, or say that it is to be replaced.',
  );

/** Whether an error is in the way of what is to be done: what binds and does not work is told and done. */
function isInTheWay({ severity, stops }: Issue, { bind = true, force = false }: PlanUpOptions): boolean {
  return severity === 'error' && stops !== 'work' && (stops !== 'bind' || (bind && !force));
}

function throwWhatIsInTheWay(issues: readonly Issue[], options: PlanUpOptions): void {
  const faults = issues.filter((each) => isInTheWay(each, options));
  if (faults.length) throw new GadgetError(faults);
}

/** Looks at the machine, touching nothing, and finds what is to be done for a gadget to be there. */
export async function survey(
  definition: GadgetDefinition,
  system: System,
  options: PlanUpOptions,
): Promise<Survey> {
  const kernel = await system.kernelRelease();
  const faults = validate(definition, { kernel });
  if (hasErrors(faults, 'write')) throwWhatIsInTheWay(faults, options);
  const issues = [
    ...(await machineIssues(definition, system)),
    ...(await mediaInUse(definition, system, options)),
  ];
  const { name } = definition;
  const { udc: named, bind = true, replace = false } = options;
  const asked = wantedTree(definition, { kernel, bind, ...(named !== undefined && { udc: named }) });
  const { owners } = asked;
  const current = await readTree(system, name, { ...options, ...(owners && { owners }) });
  const saved = await readState(system, name);
  const udc = bind ? await controllerFor(system, asked.udc, current, options, issues) : '';
  const controller = findControllerProfile(udc);
  issues.unshift(...(controller ? validate(definition, { kernel, controller }) : faults));
  const kept = saved?.kept ?? {};
  const resolved = await withResolvedMedia(withLiveNames({ ...asked, udc }, current), system);
  const wanted = withKeptValues(resolved, kept, kernelVersion(kernel));
  const declared =
    saved && !saved.unfinished ? withLiveNames(wantedTree(saved.definition, { kernel }), current) : undefined;
  const plan = planChange(current, wanted, kernel, declared);
  const isForeign = current.entries.size > 0 && !saved;
  issues.push(...(await lastCopies(plan, current, system)));
  if (isForeign && !replace && plan.operations.length) issues.push(foreignIssue(plan));
  if (saved && !saved.unfinished && controller && plan.operations.length > 0) {
    const change = await descriptorChange(saved.definition, definition, controller, kernel);
    if (change) issues.push(change);
  }
  throwWhatIsInTheWay(issues, options);
  return { plan, current, udc, issues, saved };
}

/**
 * What {@link up} would do on a machine: looks, and touches nothing.
 *
 * @throws {@link GadgetError} with everything that is in the way.
 */
export async function planUp(
  gadget: GadgetSource,
  system: System,
  options: PlanUpOptions = {},
): Promise<Plan> {
  return (await survey(definitionOf(gadget), system, options)).plan;
}
