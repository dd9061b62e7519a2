import { GadgetError, issue } from '../../errors.js';
import { didYouMean } from '../../options/did-you-mean.js';
import { configurationFolders, functionFolders, functionsIn } from '../../configfs/live-links.js';
import { baseName, type Tree } from '../../configfs/tree.js';
import type { System } from '../../system/system.js';
import { listControllers, type ControllerState } from '../controllers/controllers.js';
import { gadgetsFolder, type ConfigfsOptions } from '../machine/locations.js';
import { readTree } from './read-tree.js';
import { unless } from '../machine/system-errors.js';

/** One configuration of a live gadget. */
export interface ConfigurationState {
  /** Its name, as in `c.1`. */
  readonly name: string;
  /** The functions that are linked into it, in the order of their interfaces. */
  readonly functions: readonly string[];
}

/** A live gadget. */
export interface GadgetState {
  /** Its name. */
  readonly name: string;
  /** The controller that it is bound to; empty if to none. */
  readonly udc: string;
  /** What the host has made of it, as in {@link ControllerState.state}; empty if it is not bound. */
  readonly state: string;
  /** The speed of the connection; empty if it is not bound. */
  readonly currentSpeed: string;
  /** Every function that it has, linked or not, in the order of their making. */
  readonly functions: readonly string[];
  /** Its configurations. */
  readonly configurations: readonly ConfigurationState[];
}

/** The names of all gadgets, in the order of the alphabet. */
export async function gadgetNames(system: System, options: ConfigfsOptions = {}): Promise<string[]> {
  const items = (await unless(['ENOENT'], system.list(gadgetsFolder(options)))) ?? [];
  return items.flatMap((each) => (each.type === 'folder' ? [each.name] : [])).sort();
}

/** The configurations of a gadget, with what is linked into them. */
export function configurationsOf(tree: Tree): ConfigurationState[] {
  return configurationFolders(tree).map((path) => ({
    name: baseName(path),
    functions: functionsIn(tree, path),
  }));
}

function stateOf(tree: Tree, controllers: readonly ControllerState[]): GadgetState {
  const { gadget, udc } = tree;
  const controller = controllers.find((each) => each.name === udc);
  return {
    name: gadget,
    udc,
    state: controller?.state ?? '',
    currentSpeed: controller?.currentSpeed ?? '',
    functions: functionFolders(tree).map(baseName),
    configurations: configurationsOf(tree),
  };
}

/** That there is no such gadget, and which there are. */
export function gadgetMissing(name: string, names: readonly string[]): GadgetError {
  const there = names.length
    ? `There ${names.length > 1 ? 'are' : 'is'} ${names.join(', ')}.`
    : 'There are none.';
  return new GadgetError([
    issue(
      'GADGET_MISSING',
      '',
      `There is no gadget "${name}". ${there}`,
      didYouMean(name, names, 'usb-gadget list shows what is there.'),
    ),
  ]);
}

/**
 * The tree of a gadget that must be there.
 *
 * @throws {@link GadgetError} with GADGET_MISSING.
 */
export async function treeOf(system: System, name: string, options: ConfigfsOptions): Promise<Tree> {
  const names = await gadgetNames(system, options);
  if (!names.includes(name)) throw gadgetMissing(name, names);
  return readTree(system, name, options);
}

/**
 * One live gadget, whoever made it.
 *
 * @throws {@link GadgetError} with GADGET_MISSING.
 */
export async function gadgetState(
  system: System,
  name: string,
  options: ConfigfsOptions = {},
): Promise<GadgetState> {
  return stateOf(await treeOf(system, name, options), await listControllers(system));
}

/** All live gadgets, whoever made them. */
export async function listGadgets(system: System, options: ConfigfsOptions = {}): Promise<GadgetState[]> {
  const controllers = await listControllers(system);
  const found: GadgetState[] = [];
  for (const name of await gadgetNames(system, options))
    found.push(stateOf(await readTree(system, name, options), controllers));
  return found;
}
