import type { GadgetDefinition } from '../../gadget/definition.js';
import { GadgetError, issue, type Issue } from '../../errors.js';
import type { NetworkDefinition } from '../../network/network-definition.js';
import { functionOf } from '../../network/ethernet-functions.js';
import { validateNetworks } from '../../network/validate-networks.js';
import type { System } from '../../system/system.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { interfaceOf, predictInterfaces } from '../networks/network-interfaces.js';
import { isSettledNetwork, surveyNetwork, type NetworkSurvey } from '../networks/network-survey.js';
import { workOf, type NetworkUpOptions } from '../networks/network-up.js';
import {
  beginNetwork,
  commitNetwork,
  finishNetwork,
  rollBackGuard,
  rollBackLink,
  runNetworkPhase,
  takeLinkBack,
  type NetworkWork,
} from '../networks/network-work.js';
import type { Survey } from './plan-up.js';
import { isUndone, withMore } from '../machine/system-errors.js';

/** Looks at everything for the networks of a gadget that is yet to come up. */
export async function surveyNetworks(
  networks: readonly NetworkDefinition[],
  definition: GadgetDefinition,
  { plan, current }: Survey,
  system: System,
  options: NetworkUpOptions,
): Promise<NetworkSurvey[]> {
  const faults = validateNetworks(networks, definition).filter(({ severity }) => severity === 'error');
  if (faults.length) throw new GadgetError(faults);
  const names = await predictInterfaces(system, definition, plan, current, options);
  const surveys: NetworkSurvey[] = [];
  for (const network of networks) {
    const over = functionOf(network, definition)!;
    const link = { gadget: definition.name, function: over, interface: names.get(over)! };
    surveys.push(await surveyNetwork(network, link, system, options.touchOthers ?? true));
  }
  return surveys;
}

/** Whether all networks are there as they are to be. */
export async function areSettledNetworks(
  surveys: readonly NetworkSurvey[],
  system: System,
  options: ConfigfsOptions,
): Promise<boolean> {
  for (const each of surveys) if (!(await isSettledNetwork(each, system, options))) return false;
  return true;
}

/** The rules are for a name that was foretold: another interface may have taken it. */
async function checkNames(
  works: readonly NetworkWork[],
  system: System,
  options: ConfigfsOptions,
): Promise<void> {
  for (const { plan } of works) {
    const live = await interfaceOf(system, plan.gadget, plan.function, options);
    if (live !== plan.interface)
      throw new GadgetError([
        issue(
          'INTERFACE_RENAMED',
          'network',
          `The interface of ${plan.function} is ${live ?? 'not there'}, and the rules are for ${plan.interface}.`,
          'Another interface took the name, or something renames interfaces: give the function an interfaceName of its own, such as gadget%d.',
        ),
      ]);
  }
}

type Stage = 'before' | 'coming' | 'up';

/** Takes everything back, what protects the gadget last: one that may be on the bus still keeps its rules. */
async function rollBack(
  works: readonly NetworkWork[],
  gadget: Stage,
  error: unknown,
  putBack: () => Promise<Issue[]>,
): Promise<Issue[]> {
  const newestFirst = [...works].reverse();
  const left: Issue[] = [];
  for (const work of newestFirst) left.push(...(await rollBackLink(work)));
  // If the function was made anew, what was on its interface went with that.
  if (gadget !== 'before') for (const work of newestFirst) await takeLinkBack(work);
  if (gadget === 'up') left.push(...(await putBack()));
  if (left.length || (gadget === 'coming' && !isUndone(error))) return left;
  for (const work of newestFirst) left.push(...(await rollBackGuard(work)));
  return left;
}

/**
 * Brings a gadget up between the two phases of its networks: their rules are there before it is on the bus, and it is off
 * the bus again before they are gone.
 *
 * @param bringUp - brings the gadget up, or leaves everything as it was and throws.
 * @param putBack - puts the gadget back to what it was.
 */
export async function upWithNetworks(
  surveys: readonly NetworkSurvey[],
  system: System,
  options: NetworkUpOptions,
  bringUp: () => Promise<void>,
  putBack: () => Promise<Issue[]>,
): Promise<Issue[]> {
  const works = surveys.map((each) => workOf(each, system, options));
  let gadget: Stage = 'before';
  try {
    for (const work of works) await beginNetwork(work);
    for (const work of works) await runNetworkPhase(work, 'guard');
    gadget = 'coming';
    await bringUp();
    gadget = 'up';
    await checkNames(works, system, options);
    for (const work of works) await runNetworkPhase(work, 'link');
    for (const work of works) await commitNetwork(work);
  } catch (error) {
    throw withMore(error, await rollBack(works, gadget, error, putBack));
  }
  const left: Issue[] = [];
  for (const work of works) left.push(...(await finishNetwork(work)));
  return left;
}
