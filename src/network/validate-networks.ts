import { issue, type Issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { checkShape } from '../options/check.js';
import { isWithin, overlapping } from './address-plan.js';
import { ethernetFunctions, functionOf } from './ethernet-functions.js';
import { addressesOf } from './link-addresses.js';
import type { NetworkDefinition } from './network-definition.js';
import { networkShape } from './network-shape.js';

/** What is asked of a network beside its single values: the fault, if there is one. */
type Rule = (network: NetworkDefinition) => Issue | undefined;

const ulaOf = (network: NetworkDefinition): string | undefined =>
  'ulaPrefix' in network ? network.ulaPrefix : undefined;

/** Option 6 of DHCP (RFC 2132, 3.8) as dnsmasq takes it, by number or name. */
const namesServers = /(?<![\w.])(6|dns-server),/;

const rules: readonly Rule[] = [
  (network) =>
    'ulaSeed' in network
      ? issue(
          'NETWORK_ADDRESS',
          'ulaSeed',
          'A local IPv6 network is given, and a seed to make one of.',
          'Leave one of them out.',
        )
      : undefined,
  (network) =>
    ulaOf(network) && network.ipv6 !== 'ula'
      ? issue(
          'NETWORK_ADDRESS',
          'ulaPrefix',
          `A local IPv6 network is given, and "ipv6" is ${network.ipv6}.`,
          'Set ipv6: ula, or leave the prefix out.',
        )
      : undefined,
  (network) =>
    network.ipv6 === 'ula' && !network.ulaPrefix
      ? issue(
          'NETWORK_ADDRESS',
          'ipv6',
          'A local IPv6 network needs its prefix.',
          'Give ulaPrefix, or ulaSeed with any text that tells this board from others, such as its serial number.',
        )
      : undefined,
  (network) => {
    const addresses = addressesOf(network);
    const host = 'dhcp' in network ? network.dhcp.hostAddress : undefined;
    if (!addresses || host === undefined || isWithin(host, addresses)) return undefined;
    return issue(
      'NETWORK_ADDRESS',
      'dhcp.hostAddress',
      `${host} is none of the addresses for the host, ${addresses.hostFirst} to ${addresses.hostLast}.`,
      'Take one of them.',
    );
  },
  (network) =>
    network.mode === 'bridge' && network.bridge === network.uplink
      ? issue(
          'INTERFACE_UNSUITABLE',
          'bridge',
          `"${network.bridge}" is the uplink, and cannot be the bridge that it becomes a port of.`,
          'Leave the bridge out, or name another.',
        )
      : undefined,
  (network) =>
    network.mode === 'bridge' && network.firewall === 'iptables'
      ? issue(
          'NETWORK_BACKEND',
          'firewall',
          'iptables does not see what comes in over a port of a bridge.',
          'Use nftables for a bridge.',
        )
      : undefined,
  (network) =>
    network.mode === 'nat' && overlapping(network.subnet, '169.254.0.0/16')
      ? issue(
          'NETWORK_LINK_LOCAL',
          'subnet',
          `${network.subnet} is of link-local addresses, and these are not to be forwarded (RFC 3927, 7).`,
          'Take a private network such as 172.30.30.0/24.',
        )
      : undefined,
  (network) =>
    network.mode === 'nat' &&
    network.dhcp.serve &&
    !network.dhcp.dnsServers.some((each) => network.ulaPrefix !== undefined || !each.includes(':')) &&
    !namesServers.test(String([network.dhcp.options, JSON.stringify(network.commands)]))
      ? issue(
          'NETWORK_WITHOUT_DNS',
          'dhcp.dnsServers',
          'The host reaches other networks, and is told of no server of names: it finds addresses there, and no names.',
          `Set dhcp.dnsServers, as in [9.9.9.9]; in PiKVM's file, otgnet.commands.post_start_cmd_append: ["--dhcp-option=6,9.9.9.9"].`,
        )
      : undefined,
];

function functionIssues(
  networks: readonly NetworkDefinition[],
  pathOf: (index: number) => string,
  gadget: GadgetDefinition,
): Issue[] {
  const names = ethernetFunctions(gadget);
  const taken = new Set<string>();
  return networks.flatMap((network, index) => {
    const found = functionOf(network, gadget);
    const there = names.length ? `It has ${names.join(', ')}.` : 'It has none.';
    const fault = (message: string, hint: string): Issue[] => [
      issue('NETWORK_FUNCTION', `${pathOf(index)}.function`, message, hint),
    ];
    if (found === undefined)
      return network.function === undefined
        ? fault(
            `The network needs one Ethernet function of the gadget that a configuration holds. ${there}`,
            names.length ? 'Name one of them.' : 'Give the gadget an Ethernet function.',
          )
        : fault(
            `No configuration of the gadget holds an Ethernet function "${network.function}". ${there}`,
            'Name one of them.',
          );
    if (taken.has(found))
      return fault(
        `Another network runs over "${found}".`,
        'Give each network an Ethernet function of its own.',
      );
    taken.add(found);
    return [];
  });
}

function overlapIssues(networks: readonly NetworkDefinition[], pathOf: (index: number) => string): Issue[] {
  const subnets = networks.map((each) => ('subnet' in each ? each.subnet : undefined));
  return subnets.flatMap((subnet, index) => {
    const other =
      subnet && subnets.slice(0, index).find((each) => each !== undefined && overlapping(each, subnet));
    return other
      ? [
          issue(
            'NETWORK_OVERLAP',
            `${pathOf(index)}.subnet`,
            `${subnet} and ${other} of another network overlap.`,
            'Give each link a network of its own.',
          ),
        ]
      : [];
  });
}

/** A bridge has one uplink, and an uplink one bridge: each would be made, and taken back, twice. */
function bridgeIssues(networks: readonly NetworkDefinition[], pathOf: (index: number) => string): Issue[] {
  const bridges = networks.map((each) => (each.mode === 'bridge' ? each : undefined));
  return bridges.flatMap((bridge, index) => {
    const earlier = bridges.slice(0, index);
    return (['bridge', 'uplink'] as const).flatMap((key) =>
      bridge && earlier.some((each) => each?.[key] === bridge[key])
        ? [
            issue(
              'INTERFACE_UNSUITABLE',
              `${pathOf(index)}.${key}`,
              `"${bridge[key]}" is the ${key} of another network, too.`,
              key === 'bridge'
                ? 'Give each bridge a name of its own.'
                : 'Give each bridge an uplink of its own.',
            ),
          ]
        : [],
    );
  });
}

/**
 * Everything that is wrong with networks: their single values, and if these are sound, what goes across them. Paths begin with `network`, or with `network[1]` where there are several.
 *
 * @param gadget - the gadget that they are over; without it nothing is said of functions.
 */
export function validateNetworks(networks: readonly NetworkDefinition[], gadget?: GadgetDefinition): Issue[] {
  const pathOf = (index: number): string => (networks.length > 1 ? `network[${index}]` : 'network');
  const values: Issue[] = [];
  networks.forEach((network, index) => checkShape(networkShape, network, pathOf(index), values));
  if (values.length) return values;
  const own = networks.flatMap((network, index) =>
    rules.flatMap((rule) => {
      const found = rule(network);
      return found ? [{ ...found, path: `${pathOf(index)}.${found.path}` }] : [];
    }),
  );
  return [
    ...own,
    ...overlapIssues(networks, pathOf),
    ...bridgeIssues(networks, pathOf),
    ...(gadget ? functionIssues(networks, pathOf, gadget) : []),
  ];
}
