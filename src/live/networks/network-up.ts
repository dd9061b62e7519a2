import { functionFolders } from '../../configfs/live-links.js';
import { baseName } from '../../configfs/tree.js';
import { GadgetError, issue, type Issue } from '../../errors.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import { networkOf, type NetworkSource } from '../../network/otg-net.js';
import type { System } from '../../system/system.js';
import { treeOf } from '../gadgets/gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { locked } from '../state/lock.js';
import { interfaceOf } from './network-interfaces.js';
import { surveyNetwork, type NetworkSurvey } from './network-survey.js';
import {
  beginNetwork,
  commitNetwork,
  finishNetwork,
  rollBackGuard,
  rollBackLink,
  runNetworkPhase,
  type NetworkListener,
  type NetworkWork,
} from './network-work.js';
import { withMore } from '../machine/system-errors.js';

/** What may be said about networks on a machine. */
export interface NetworkUpOptions extends ConfigfsOptions {
  /** Add accept rules to chains of others that drop what is forwarded. Default true; false: FORWARDING_DROPPED. */
  readonly touchOthers?: boolean;
  /** Stops the work between two steps; what was done is then undone, and ABORTED is thrown. Default: none. */
  readonly signal?: AbortSignal;
  /** Is told of each step of a network. Default: nobody. */
  readonly onStep?: NetworkListener;
}

/** What has been done for a network. */
export interface NetworkUpResult {
  /** Every step, those of the time before the interface first. */
  readonly plan: NetworkPlan;
  /** Warnings. */
  readonly issues: readonly Issue[];
}

/** The Ethernet functions of a live gadget. */
async function liveEthernetFunctions(
  system: System,
  gadget: string,
  options: ConfigfsOptions,
): Promise<string[]> {
  const tree = await treeOf(system, gadget, options);
  return functionFolders(tree)
    .filter((path) => tree.entries.has(`${path}/ifname`))
    .map(baseName);
}

/**
 * The live function that a network is over, and its interface.
 *
 * @throws {@link GadgetError} with GADGET_MISSING, NETWORK_FUNCTION or INTERFACE_MISSING.
 */
async function findLink(
  gadget: string,
  wanted: string | undefined,
  system: System,
  options: ConfigfsOptions,
): Promise<{ gadget: string; function: string; interface: string }> {
  const functions = await liveEthernetFunctions(system, gadget, options);
  const over = wanted ?? (functions.length === 1 ? functions[0] : undefined);
  if (over === undefined || !functions.includes(over))
    throw new GadgetError([
      issue(
        'NETWORK_FUNCTION',
        'network.function',
        `"${gadget}" has ${functions.length ? `the Ethernet functions ${functions.join(', ')}` : 'no Ethernet function'}${wanted === undefined ? '' : `, and no "${wanted}"`}.`,
        functions.length ? 'Name one of them.' : 'Give the gadget an Ethernet function.',
      ),
    ]);
  const name = await interfaceOf(system, gadget, over, options);
  if (name === undefined)
    throw new GadgetError([
      issue(
        'INTERFACE_MISSING',
        'network.function',
        `"${over}" of "${gadget}" has no interface yet: the gadget has not been bound.`,
        `Bring the gadget up first: usb-gadget up.`,
      ),
    ]);
  return { gadget, function: over, interface: name };
}

/** What is begun of a survey. */
export function workOf(
  survey: NetworkSurvey,
  system: System,
  { signal, onStep }: NetworkUpOptions,
): NetworkWork {
  const { plan, before } = survey;
  return {
    plan,
    before,
    system,
    settings: before?.settings ?? {},
    begun: [],
    linkLeft: undefined,
    signal,
    onStep,
  };
}

/** Takes back what was begun, and throws what was the matter together with what could not be taken back. */
async function giveUp(work: NetworkWork, error: unknown): Promise<never> {
  throw withMore(error, [...(await rollBackLink(work)), ...(await rollBackGuard(work))]);
}

/** What there is to know before the network of a gadget is made. */
async function survey(
  source: NetworkSource,
  gadget: string,
  system: System,
  options: NetworkUpOptions,
): Promise<NetworkSurvey> {
  const network = networkOf(source);
  const link = await findLink(gadget, network.function, system, options);
  return surveyNetwork(network, link, system, options.touchOthers ?? true);
}

/**
 * What {@link networkUp} would do on a machine: looks, and touches nothing.
 *
 * @throws {@link GadgetError} with everything that is in the way.
 */
export async function planNetworkUp(
  source: NetworkSource,
  gadget: string,
  system: System,
  options: NetworkUpOptions = {},
): Promise<NetworkPlan> {
  return (await survey(source, gadget, system, options)).plan;
}

/**
 * Makes the network of a live gadget, or makes it anew where something of it is gone. A failure is undone.
 *
 * @param gadget - the name of the gadget, which is bound.
 * @throws {@link GadgetError} with everything that is in the way, or with what went wrong.
 *
 * @example
 * ```ts
 * await networkUp(new OtgNet({ allowTcp: [80, 443] }), 'kvmd', new NodeSystem());
 * ```
 */
export async function networkUp(
  source: NetworkSource,
  gadget: string,
  system: System,
  options: NetworkUpOptions = {},
): Promise<NetworkUpResult> {
  return locked(system, async () => {
    const found = await survey(source, gadget, system, options);
    const work = workOf(found, system, options);
    try {
      await beginNetwork(work);
      await runNetworkPhase(work, 'guard');
      await runNetworkPhase(work, 'link');
      await commitNetwork(work);
    } catch (error) {
      await giveUp(work, error);
    }
    const left = await finishNetwork(work);
    return { plan: found.plan, issues: [...found.issues, ...left] };
  });
}
