import {
  formatKernelVersion,
  kernelVersion,
  newestKernel,
  type KernelVersion,
} from '../attributes/kernel-version.js';
import { asMade } from '../configfs/as-made.js';
import { emptyTree, type Tree } from '../configfs/tree.js';
import { toTree } from '../configfs/to-tree.js';
import { definitionOf, type GadgetSource } from '../gadget/gadget-source.js';
import { difference } from './difference.js';
import { noticesOf } from './notices.js';
import type { Operation } from './operation.js';
import type { Plan } from './plan.js';

/** Where a plan is for. */
export interface PlanOptions {
  /** The kernel, as in `6.12` or `6.12.107`. Default: the newest known. */
  readonly kernel?: string;
  /** The controller to bind to. Default: the definition's, else the only one of the machine. */
  readonly udc?: string;
  /** Whether to bind at all. Default true. */
  readonly bind?: boolean;
}

/** The tree that a gadget is to become, with the controller that the options name. */
export function wantedTree(
  gadget: GadgetSource,
  { kernel = newestKernel, udc, bind = true }: PlanOptions = {},
): Tree {
  const tree = toTree(definitionOf(gadget), kernelVersion(kernel));
  if (!bind) return { ...tree, udc: '' };
  return udc === undefined ? tree : { ...tree, udc };
}

/** Operations as a plan, with what the host will notice of them. */
export function planOf(operations: Operation[], current: Tree, wanted: Tree, kernel: KernelVersion): Plan {
  for (const each of operations) Object.freeze(each);
  return Object.freeze({
    version: 1,
    kernel: formatKernelVersion(kernel),
    gadget: wanted.gadget,
    operations: Object.freeze(operations),
    notices: Object.freeze(noticesOf(operations, current, wanted)),
  });
}

/**
 * The plan that leads from one tree to another.
 *
 * @param declared - what was last asked for, if that is known: what it set and nothing sets any more goes back to its default.
 */
export function planChange(
  current: Tree,
  wanted: Tree,
  kernel: string = newestKernel,
  declared?: Tree,
): Plan {
  const version = kernelVersion(kernel);
  return planOf(difference(current, wanted, version, declared), current, wanted, version);
}

/**
 * The plan that makes a gadget where there is none.
 *
 * @example
 * ```ts
 * console.log(formatPlan(planCreate(gadget, { kernel: '6.12' })));
 * ```
 */
export function planCreate(gadget: GadgetSource, options: PlanOptions = {}): Plan {
  const wanted = wantedTree(gadget, options);
  return planChange(emptyTree(wanted.gadget), wanted, options.kernel);
}

/** The tree of a gadget that was made from this definition and is bound. */
export function madeTree(gadget: GadgetSource, options: PlanOptions = {}): Tree {
  return asMade(
    wantedTree(gadget, { ...options, bind: true }),
    kernelVersion(options.kernel ?? newestKernel),
  );
}

/** The plan that removes a gadget that was made from this definition and is bound. */
export function planRemove(gadget: GadgetSource, options: PlanOptions = {}): Plan {
  const made = madeTree(gadget, options);
  return planChange(made, emptyTree(made.gadget), options.kernel);
}

/**
 * The plan that turns a bound gadget that was made from one definition into what another of the same name says.
 *
 * @throws RangeError where the names differ: that is one gadget removed and another made.
 */
export function planUpdate(from: GadgetSource, to: GadgetSource, options: PlanOptions = {}): Plan {
  const made = madeTree(from, options);
  const wanted = wantedTree(to, options);
  if (made.gadget !== wanted.gadget)
    throw new RangeError(`planUpdate expected one name, got "${made.gadget}" and "${wanted.gadget}".`);
  return planChange(made, wanted, options.kernel, wantedTree(from, options));
}
