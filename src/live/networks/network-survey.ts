import { GadgetError, type Issue } from '../../errors.js';
import type { NetworkDefinition } from '../../network/network-definition.js';
import type { NetworkPlace } from '../../network/network-place.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import { planNetwork } from '../../network/plan-network.js';
import { validateNetworks } from '../../network/validate-networks.js';
import type { System } from '../../system/system.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { networkIssues } from './network-checks.js';
import { networkFaults } from './network-faults.js';
import { networkPlace } from './network-place.js';
import { isServing } from './network-serving.js';
import { plansOf, readNetworkState, type NetworkState } from '../state/network-state.js';

/** What was found on the machine for a network, and what is to be done. */
export interface NetworkSurvey {
  /** What is to be done. */
  readonly plan: NetworkPlan;
  /** What is there already; undefined for nothing of ours. */
  readonly before: NetworkState | undefined;
  /** Warnings. */
  readonly issues: readonly Issue[];
}

type Link = Required<Pick<NetworkPlace, 'gadget' | 'function' | 'interface'>>;

/** A bridge of ours with the same uplink or the same name, if there is one. */
const bridgeWith = (
  key: 'uplink' | 'bridge',
  network: NetworkDefinition,
  plans: readonly NetworkPlan[],
): NetworkPlan | undefined =>
  plans.find(
    ({ network: each }) => each.mode === 'bridge' && network.mode === 'bridge' && each[key] === network[key],
  );

/**
 * Looks at the machine, touching nothing, and finds what is to be done for a network to be there.
 *
 * @throws {@link GadgetError} with everything that is in the way.
 */
export async function surveyNetwork(
  network: NetworkDefinition,
  link: Link,
  system: System,
  mayTouch: boolean,
): Promise<NetworkSurvey> {
  const before = await readNetworkState(system, link.gadget, link.function);
  const place = await networkPlace(system, network, link, before !== undefined);
  const earlier = before ? plansOf(before) : [];
  // What an uplink was before its bridge is known there alone: now it has nothing of its own.
  const uplink = bridgeWith('uplink', network, earlier)?.uplink;
  const plan = planNetwork(network, { ...place, ...(uplink && { uplink }) });
  const closed = (place.foreignChains ?? []).filter(({ isOpened }) => !isOpened);
  const issues = [
    ...validateNetworks([network]),
    ...(await networkIssues(system, plan, {
      isServing: await isServing(system, link.interface),
      hasBridge: bridgeWith('bridge', network, earlier) !== undefined,
      mayTouch,
      closedChains: closed.map(({ family, table, chain }) => `the chain ${family} ${table} ${chain}`),
    })),
  ];
  const faults = issues.filter(({ severity }) => severity === 'error');
  if (faults.length) throw new GadgetError(faults);
  return { plan, before, issues };
}

/** Whether a network is there as it is to be: nothing of it has to be done again. */
export async function isSettledNetwork(
  { plan, before }: NetworkSurvey,
  system: System,
  options: ConfigfsOptions,
): Promise<boolean> {
  if (!before || before.unfinished || before.earlier || before.plan.interface !== plan.interface)
    return false;
  if (JSON.stringify(before.plan.network) !== JSON.stringify(plan.network)) return false;
  return (await networkFaults(before.plan, system, options)).length === 0;
}
