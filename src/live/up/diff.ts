import { kernelVersion } from '../../attributes/kernel-version.js';
import type { Issue } from '../../errors.js';
import { definitionOf, type GadgetSource } from '../../gadget/gadget-source.js';
import { differencesOf, type Difference } from '../../plan/differences.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { survey, type PlanUpOptions } from './plan-up.js';

/** In what a live gadget is not as it is to be. */
export interface GadgetDifference {
  /** The name of the gadget. */
  readonly gadget: string;
  /** What differs; none if all is as it is to be. */
  readonly differences: readonly Difference[];
  /** What the host will notice of the change, one sentence each; empty if nothing. */
  readonly notices: readonly string[];
  /** What {@link up} would do about it. */
  readonly plan: Plan;
  /** Notes and warnings. */
  readonly issues: readonly Issue[];
}

/**
 * Compares a gadget with the live one of its name, whoever made that: by meaning, so that `0x3` is `3`, a padded text is the text, and what the
 * kernel changes by itself is no difference. Looks, and touches nothing.
 *
 * @throws {@link GadgetError} with everything that is in the way of telling.
 */
export async function diffGadget(
  gadget: GadgetSource,
  system: System,
  options: Omit<PlanUpOptions, 'replace' | 'force'> = {},
): Promise<GadgetDifference> {
  const all = { ...options, replace: true, force: true };
  const { plan, current, issues } = await survey(definitionOf(gadget), system, all);
  const kernel = kernelVersion(await system.kernelRelease());
  return {
    gadget: plan.gadget,
    differences: differencesOf(current, plan.operations, kernel),
    notices: plan.notices,
    plan,
    issues,
  };
}
