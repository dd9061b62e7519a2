import { issue, type Issue } from '../../errors.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import { interfaceName } from '../../network/network-shape.js';
import type { System } from '../../system/system.js';
import { portIssues } from './dhcp-port.js';
import { interfacesFolder } from '../machine/locations.js';
import { overlapIssues } from './network-overlap.js';
import { programIssues } from './network-programs.js';
import { isThere } from '../machine/text-file.js';

/** The kernel lets more into a name than rules can say (net/core/dev.c, dev_valid_name). */
function nameIssues({ interface: name }: NetworkPlan): Issue[] {
  if (!interfaceName.fault(name)) return [];
  return [
    issue(
      'INTERFACE_UNSUITABLE',
      'network.function',
      `${JSON.stringify(name)} is no name that rules can be for.`,
      'Give the function an interfaceName of letters, digits, dots and hyphens, such as lan%d.',
    ),
  ];
}

/** One that is there is somebody else's, and would go when the network is taken down. */
async function bridgeIssues(system: System, { network }: NetworkPlan, isOurs: boolean): Promise<Issue[]> {
  if (network.mode !== 'bridge' || isOurs) return [];
  const { bridge } = network;
  return (await isThere(system, `${interfacesFolder}/${bridge}`))
    ? [
        issue(
          'INTERFACE_UNSUITABLE',
          'network.bridge',
          `There is a network interface "${bridge}" already.`,
          'Give the bridge another name.',
        ),
      ]
    : [];
}

async function uplinkIssues(system: System, { network, interface: name }: NetworkPlan): Promise<Issue[]> {
  if (!('uplink' in network)) return [];
  const { uplink, mode } = network;
  const folder = `${interfacesFolder}/${uplink}`;
  if (uplink === name)
    return [
      issue(
        'INTERFACE_UNSUITABLE',
        'network.uplink',
        `"${uplink}" is the USB link itself.`,
        'Name the interface that leads to other networks.',
      ),
    ];
  if (!(await isThere(system, folder)))
    return [
      issue(
        'INTERFACE_MISSING',
        'network.uplink',
        `There is no network interface "${uplink}".`,
        '`ip link` shows those that are there.',
      ),
    ];
  // An access point takes frames from one address only, that of its client (IEEE 802.11, 9.3.2: three addresses).
  const isWireless =
    (await isThere(system, `${folder}/phy80211`)) || (await isThere(system, `${folder}/wireless`));
  return mode === 'bridge' && isWireless
    ? [
        issue(
          'INTERFACE_UNSUITABLE',
          'network.uplink',
          `"${uplink}" is wireless, and cannot be a port of a bridge.`,
          'Use the mode nat.',
        ),
      ]
    : [];
}

/** dhcpcd asks on every interface that appears, and its answers do not pass the firewall: it reads raw packets. */
async function managerIssues(system: System, { network, interface: name }: NetworkPlan): Promise<Issue[]> {
  if (network.mode === 'client') return [];
  const runs = (await isThere(system, '/run/dhcpcd.pid')) || (await isThere(system, '/run/dhcpcd/pid'));
  return runs
    ? [
        issue(
          'NETWORK_MANAGED',
          'network',
          `dhcpcd runs, and asks for an address on "${name}", too.`,
          `Add "denyinterfaces ${name}" to /etc/dhcpcd.conf.`,
        ),
      ]
    : [];
}

function forwardingIssues(
  { network, steps }: NetworkPlan,
  mayTouch: boolean,
  closed: readonly string[],
): Issue[] {
  if (mayTouch || network.mode !== 'nat' || !steps.length || !closed.length) return [];
  return [
    issue(
      'FORWARDING_DROPPED',
      'network',
      `What is forwarded is dropped by ${closed.join(', ')}, and rules of others are not to be touched.`,
      'Accept it there, or let the rule be added (without --no-touch).',
    ),
  ];
}

/** What is to be known for {@link networkIssues}. */
interface NetworkCheckOptions {
  /** Whether a DHCP server of ours runs there already. */
  readonly isServing: boolean;
  /** Whether a bridge of that name is of an earlier network of ours over this link. */
  readonly hasBridge: boolean;
  /** Whether accept rules may be added to chains of others. */
  readonly mayTouch: boolean;
  /** Chains of others that drop what is forwarded. */
  readonly closedChains: readonly string[];
}

/** Everything of the machine that is in the way of a network, or worth knowing. Looks, and touches nothing. */
export async function networkIssues(
  system: System,
  plan: NetworkPlan,
  { isServing, hasBridge, mayTouch, closedChains }: NetworkCheckOptions,
): Promise<Issue[]> {
  return [
    ...nameIssues(plan),
    ...(await programIssues(system, plan)),
    ...(await uplinkIssues(system, plan)),
    ...(await bridgeIssues(system, plan, hasBridge)),
    ...(await overlapIssues(system, plan)),
    ...(await portIssues(system, plan, isServing)),
    ...(await managerIssues(system, plan)),
    ...forwardingIssues(plan, mayTouch, closedChains),
  ];
}
