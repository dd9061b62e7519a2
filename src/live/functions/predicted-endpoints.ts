import { kernelVersion } from '../../attributes/kernel-version.js';
import { functionDefinitionOf } from '../../configfs/function-definition.js';
import { functionFolders } from '../../configfs/live-links.js';
import { baseName, type Tree } from '../../configfs/tree.js';
import { functionDrivers, type FunctionDefinition } from '../../functions/drivers.js';
import { functionName } from '../../functions/function-name.js';
import type { ConfigurationDefinition } from '../../gadget/definition.js';
import { endpointRequests } from '../../gadget/endpoints.js';
import { findControllerProfile } from '../../udc/find-controller.js';
import { interfaceLimit } from '../../udc/interface-limit.js';
import { endpointVerdict, type EndpointVerdict } from '../../udc/verdict.js';
import type { ConfigurationState } from '../gadgets/gadgets.js';
import type { SavedState } from '../state/saved-state.js';

/** A function as its driver sees it; undefined if nobody knows what it asks for: that of a program that we did not start, or of a driver without a table. */
function knownFunction(
  tree: Tree,
  path: string,
  saved: SavedState | undefined,
): FunctionDefinition | undefined {
  const name = baseName(path);
  const declared = saved?.definition.functions.find((each) => functionName(each) === name);
  const facts = functionDrivers()[name.slice(0, name.indexOf('.'))];
  if (!facts || facts.servedByProgram) return declared;
  return functionDefinitionOf(tree, path) as FunctionDefinition;
}

/** `c.1` as a definition has it. */
function configurationOf({ name, functions }: ConfigurationState): ConfigurationDefinition {
  const dot = name.lastIndexOf('.');
  return {
    name: name.slice(0, dot),
    number: Number(name.slice(dot + 1)),
    functions,
  };
}

/**
 * Which endpoints functions of a live gadget get on a controller when they are linked so; the kernel itself tells it nowhere.
 *
 * @returns undefined if the controller is not known, or what one of the functions asks for.
 */
export function predictedEndpoints(
  tree: Tree,
  configurations: readonly ConfigurationState[],
  udc: string,
  release: string,
  saved: SavedState | undefined,
): EndpointVerdict | undefined {
  const profile = findControllerProfile(udc);
  const linked = new Set(configurations.flatMap((each) => each.functions));
  const paths = functionFolders(tree).filter((path) => linked.has(baseName(path)));
  const functions = paths.map((path) => knownFunction(tree, path, saved));
  if (!profile || functions.includes(undefined)) return undefined;
  const known = functions as FunctionDefinition[];
  const kernel = kernelVersion(release);
  const requests = endpointRequests(
    { functions: known, configurations: configurations.map(configurationOf) },
    kernel,
  );
  return endpointVerdict(profile, requests, interfaceLimit(kernel));
}
