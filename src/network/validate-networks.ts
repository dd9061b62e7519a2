import { issue, type Issue } from '../errors.js';
import { functionName } from '../functions/function-name.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { isWithin, overlapping } from './address-plan.js';
import { addressesOf } from './firewall-policy.js';
import type { NetworkDefinition } from './network-definition.js';

/** Drivers of Ethernet functions: each makes a network interface. */
const ethernetDrivers: readonly string[] = ['ecm', 'geth', 'eem', 'ncm', 'rndis'];

/** The Ethernet functions that the host sees, by name, in the order in which they get their interfaces. */
export function ethernetFunctions({ functions, configurations }: GadgetDefinition): string[] {
  const names = functions.filter(({ driver }) => ethernetDrivers.includes(driver)).map(functionName);
  const linked = configurations.flatMap((each) => each.functions);
  return [...new Set(linked)].filter((name) => names.includes(name));
}

/** The Ethernet function that a network runs over: the one that it names, else the gadget's only one. */
export function functionOf(network: NetworkDefinition, gadget: GadgetDefinition): string | undefined {
  const names = ethernetFunctions(gadget);
  if (network.function !== undefined) return names.find((name) => name === network.function);
  return names.length === 1 ? names[0] : undefined;
}

type Rule = (
  network: NetworkDefinition,
) => readonly (readonly [at: string, Issue['code'], message: string, hint: string])[];

/** What is asked of a network beside its single values. */
const rules: readonly Rule[] = [
  (network) =>
    'ulaPrefix' in network && network.ulaPrefix && network.ipv6 !== 'ula'
      ? [
          [
            'ulaPrefix',
            'NETWORK_ADDRESS',
            `A local IPv6 network is given, and "ipv6" is ${network.ipv6}.`,
            'Set ipv6: ula, or leave the prefix out.',
          ],
        ]
      : [],
  (network) =>
    network.ipv6 === 'ula' && !network.ulaPrefix
      ? [
          [
            'ipv6',
            'NETWORK_ADDRESS',
            'A local IPv6 network needs its prefix.',
            'Give ulaPrefix, or ulaSeed with any text that tells this board from others, such as its serial number.',
          ],
        ]
      : [],
  (network) => {
    const addresses = addressesOf(network);
    const host = 'dhcp' in network ? network.dhcp.hostAddress : undefined;
    if (!addresses || host === undefined || isWithin(host, addresses)) return [];
    return [
      [
        'dhcp.hostAddress',
        'NETWORK_ADDRESS',
        `${host} is none of the addresses for the host, ${addresses.hostFirst} to ${addresses.hostLast}.`,
        'Take one of them.',
      ],
    ];
  },
  (network) =>
    network.mode === 'bridge' && network.firewall === 'iptables'
      ? [
          [
            'firewall',
            'NETWORK_BACKEND',
            'iptables does not see what comes in over a port of a bridge.',
            'Use nftables for a bridge.',
          ],
        ]
      : [],
  (network) => {
    const addresses = network.mode === 'nat' ? addressesOf(network) : undefined;
    if (!addresses || !overlapping(network.mode === 'nat' ? network.subnet : '', '169.254.0.0/16')) return [];
    return [
      [
        'subnet',
        'NETWORK_LINK_LOCAL',
        `${addresses.network}/${addresses.prefix} is of link-local addresses, and these are not to be forwarded (RFC 3927, 7).`,
        'Take a private network such as 172.30.30.0/24.',
      ],
    ];
  },
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

/**
 * Everything that is wrong with networks beside the values of single options. Paths begin with `network`, or with `network[1]` where there are several.
 *
 * @param gadget - the gadget that they are over; without it nothing is said of functions.
 */
export function validateNetworks(networks: readonly NetworkDefinition[], gadget?: GadgetDefinition): Issue[] {
  const pathOf = (index: number): string => (networks.length > 1 ? `network[${index}]` : 'network');
  const own = networks.flatMap((network, index) =>
    rules
      .flatMap((rule) => rule(network))
      .map(([at, code, message, hint]) => issue(code, `${pathOf(index)}.${at}`, message, hint)),
  );
  return [
    ...own,
    ...overlapIssues(networks, pathOf),
    ...(gadget ? functionIssues(networks, pathOf, gadget) : []),
  ];
}
