import { GadgetError, issue, type Issue } from '../../errors.js';
import { configurationName, type ConfigurationDefinition } from '../../gadget/definition.js';
import { insertInOrder, planLinks, type WantedLinks } from '../../plan/link-changes.js';
import type { Plan } from '../../plan/plan.js';
import { functionFolders } from '../../configfs/live-links.js';
import { baseName, type Tree } from '../../configfs/tree.js';
import type { System } from '../../system/system.js';
import { toolCommand } from '../../plan/shell-words.js';
import type { WorkOptions } from '../apply/apply.js';
import { functionMissing } from './function-missing.js';
import { configurationsOf, treeOf, type ConfigurationState } from '../gadgets/gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { locked } from '../state/lock.js';
import { applyLinks } from './apply-links.js';
import { predictedEndpoints } from './predicted-endpoints.js';
import { readState, type SavedState } from '../state/saved-state.js';

/** Which functions of a live gadget the host is to see. */
export interface LinkChange {
  /** Functions to link, as in `hid.usb0`. Default none. */
  readonly enable?: readonly string[];
  /** Functions to unlink. Default none. */
  readonly disable?: readonly string[];
  /**
   * The configuration that they are linked into, as in `c.1`; they are unlinked from all. Default: those in which the gadget's definition
   * has the function, else the first.
   */
  readonly configuration?: string;
}

/** What has been done to links, and what is to be said of it. */
export interface LinkResult {
  /** What was done; no operations if all was as it is to be. */
  readonly plan: Plan;
  /** Warnings, such as of functions that bind and do not work. */
  readonly issues: readonly Issue[];
}

/** What a definition has in a configuration. */
function declaredIn(
  saved: SavedState | undefined,
  configuration: string,
): ConfigurationDefinition | undefined {
  return saved?.definition.configurations.find((each) => configurationName(each) === configuration);
}

/** Where a function goes. */
function homes(
  name: string,
  configurations: readonly ConfigurationState[],
  saved: SavedState | undefined,
  asked: string | undefined,
): string[] {
  const names = configurations.map((each) => each.name);
  if (asked !== undefined) return [asked];
  const declared = names.filter((each) => declaredIn(saved, each)?.functions.includes(name));
  return declared.length ? declared : names.slice(0, 1);
}

function wantedLinks(
  tree: Tree,
  saved: SavedState | undefined,
  { enable = [], disable = [], configuration }: LinkChange,
): WantedLinks {
  const configurations = configurationsOf(tree);
  const made = functionFolders(tree).map(baseName);
  const wanted = new Map(
    configurations.map(({ name, functions }) => [name, functions.filter((each) => !disable.includes(each))]),
  );
  for (const name of enable)
    for (const home of homes(name, configurations, saved, configuration)) {
      const declared = declaredIn(saved, home)?.functions;
      const order = declared?.includes(name) ? declared : made;
      wanted.set(home, insertInOrder(wanted.get(home) ?? [], name, order));
    }
  return wanted;
}

function throwWhatIsMissing(tree: Tree, { enable = [], disable = [], configuration }: LinkChange): void {
  const known = functionFolders(tree).map(baseName);
  const missing = [...enable, ...disable].filter((each) => !known.includes(each));
  if (missing.length) throw functionMissing(tree, missing);
  const configurations = configurationsOf(tree).map(({ name }) => name);
  if (configuration === undefined ? configurations.length : configurations.includes(configuration)) return;
  throw new GadgetError([
    issue(
      'CONFIGURATION_MISSING',
      tree.gadget,
      `"${tree.gadget}" has no configuration ${configuration ?? ''}.`,
      configurations.length ? `It has ${configurations.join(', ')}.` : 'Bring it up from a definition.',
    ),
  ]);
}

/** A configuration without functions blocks the bind of the whole gadget. */
function emptyIssues(tree: Tree, wanted: WantedLinks): Issue[] {
  const before = new Map(configurationsOf(tree).map((each) => [each.name, each.functions]));
  return [...wanted].flatMap(([name, functions]) =>
    functions.length === 0 && before.get(name)?.length
      ? [
          issue(
            'CONFIGURATION_EMPTY',
            `${tree.gadget}/configs/${name}`,
            `Nothing would be left in ${name} of "${tree.gadget}", and the kernel binds no gadget with an empty configuration.`,
            `Leave a function in it, or take the gadget down: ${toolCommand('down', tree.gadget)}`,
          ),
        ]
      : [],
  );
}

interface Survey extends LinkResult {
  readonly before: Tree;
  readonly saved: SavedState | undefined;
}

async function look(
  name: string,
  change: LinkChange,
  system: System,
  options: ConfigfsOptions,
): Promise<Survey> {
  const before = await treeOf(system, name, options);
  throwWhatIsMissing(before, change);
  const saved = await readState(system, name);
  const release = await system.kernelRelease();
  const wanted = wantedLinks(before, saved, change);
  const configurations = [...wanted].map(([each, functions]) => ({ name: each, functions }));
  const plan = planLinks(before, wanted, release, (home, each) => declaredIn(saved, home)?.links?.[each]);
  const faults = emptyIssues(before, wanted);
  const verdict = plan.operations.length
    ? predictedEndpoints(before, configurations, before.udc, release, saved)
    : undefined;
  const issues = verdict?.because ?? [];
  // What the kernel will refuse would take the gadget off the bus for nothing.
  faults.push(...issues.filter(({ severity, stops }) => severity === 'error' && stops === 'bind'));
  if (faults.length) throw new GadgetError(faults);
  return { plan, issues, before, saved };
}

/**
 * What {@link changeLinks} would do on a machine: looks, and touches nothing.
 *
 * @throws {@link GadgetError} as that.
 */
export async function planLinkChange(
  name: string,
  change: LinkChange,
  system: System,
  options: ConfigfsOptions = {},
): Promise<LinkResult> {
  const { plan, issues } = await look(name, change, system, options);
  return { plan, issues };
}

/**
 * Shows the host other functions of a live gadget, whoever made it. The gadget leaves the bus for a moment, and functions come back in the
 * order of their user: that of the definition, else that in which they were made. Checked beforehand: that something is left in each
 * configuration, and that the controller has the endpoints. A failure is undone. The next `up` of a definition goes back to what that says.
 *
 * @throws {@link GadgetError} with GADGET_MISSING, FUNCTION_MISSING, CONFIGURATION_MISSING, CONFIGURATION_EMPTY, ENDPOINTS_EXHAUSTED and the like before
 * anything is touched, or with what went wrong.
 *
 * @example
 * ```ts
 * await changeLinks('kvmd', { disable: ['mass_storage.usb0'], enable: ['ncm.usb0'] }, system);
 * ```
 */
export async function changeLinks(
  name: string,
  change: LinkChange,
  system: System,
  options: WorkOptions = {},
): Promise<LinkResult> {
  return locked(system, async () => {
    const { plan, issues, before, saved } = await look(name, change, system, options);
    await applyLinks(plan, before, saved, system, options);
    return { plan, issues };
  });
}
