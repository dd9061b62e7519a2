import { kernelVersion } from '../../attributes/kernel-version.js';
import { toDefinition, type FoundDefinition } from '../../configfs/to-definition.js';
import { issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { treeOf } from './gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { withInterfacePatterns } from './interface-patterns.js';
import { readState } from '../state/saved-state.js';

const unbound = issue(
  'GADGET_UNBOUND',
  'udc',
  'The gadget is bound to no controller.',
  '`up --no-bind` makes it again as it is; `up` binds it, too.',
);

/**
 * A live gadget as a definition, whoever made it: what makes the same gadget again. What configfs does not show, as what the program behind a
 * FunctionFS declares, is known of gadgets that {@link up} made.
 *
 * @throws {@link GadgetError} with GADGET_MISSING.
 *
 * @example
 * ```ts
 * const { definition } = await inspectGadget(new NodeSystem(), 'g1');
 * ```
 */
export async function inspectGadget(
  system: System,
  name: string,
  options: ConfigfsOptions = {},
): Promise<FoundDefinition> {
  const tree = await treeOf(system, name, options);
  const saved = await readState(system, name);
  const known = saved?.unfinished ? undefined : saved?.definition;
  const kernel = kernelVersion(await system.kernelRelease());
  const { definition: shown, issues } = toDefinition(tree, kernel, known);
  const definition = await withInterfacePatterns(system, shown, tree);
  return { definition, issues: tree.udc ? issues : [...issues, unbound] };
}
