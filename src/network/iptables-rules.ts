import type { FirewallPolicy, Ports } from './firewall-policy.js';
import type { FirewallJump } from './network-place.js';

/** What IP addresses a program of iptables is for. */
export type IpFamily = 'ipv4' | 'ipv6';

/** A way from a chain of the kernel's into ours. */
interface Jump {
  readonly from: string;
  readonly match: string;
}

/** One of our chains, in a table of the kernel's. */
interface Chain {
  readonly table: 'raw' | 'filter' | 'nat';
  readonly name: string;
  readonly rules: readonly string[];
  readonly jumps: readonly Jump[];
}

const established = '-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT';

const portRules = (protocol: string, ranges: Ports): string[] =>
  ranges.map(
    ([first, last]) =>
      `-p ${protocol} -m ${protocol} --dport ${first === last ? first : `${first}:${last}`} -j ACCEPT`,
  );

const icmpRule = (family: IpFamily, type: string, verdict: string): string =>
  family === 'ipv4'
    ? `-p icmp -m icmp --icmp-type ${type} -j ${verdict}`
    : `-p ipv6-icmp -m icmp6 --icmpv6-type ${type} -j ${verdict}`;

/** As in nftables: what could change routes and neighbours, and sources that the host does not have. */
function guardRules({ subnet, ipv6, ulaPrefix, serves, role }: FirewallPolicy, family: IpFamily): string[] {
  const redirect = icmpRule(family, 'redirect', 'DROP');
  if (family === 'ipv4')
    return [
      redirect,
      ...(serves ? ['-s 0.0.0.0/32 -p udp -m udp --sport 68 --dport 67 -j RETURN'] : []),
      ...(subnet ? [`! -s ${subnet} -j DROP`] : []),
    ];
  if (!ipv6) return ['-j DROP'];
  if (role === 'client') return [redirect];
  const sources = ['::/128', 'fe80::/10', ...(ulaPrefix ? [ulaPrefix] : [])];
  return [
    redirect,
    icmpRule(family, 'router-advertisement', 'DROP'),
    ...sources.map((source) => `-s ${source} -j RETURN`),
    '-j DROP',
  ];
}

function inputRules({ icmp, ulaPrefix, serves, role, tcp, udp }: FirewallPolicy, family: IpFamily): string[] {
  const discovery = [
    'neighbour-solicitation',
    'neighbour-advertisement',
    ...(ulaPrefix && serves ? ['router-solicitation'] : []),
    ...(role === 'client' ? ['router-advertisement'] : []),
  ];
  return [
    established,
    ...(icmp ? [icmpRule(family, 'echo-request', 'ACCEPT')] : []),
    ...(family === 'ipv6' ? discovery.map((type) => icmpRule(family, type, 'ACCEPT')) : []),
    ...(family === 'ipv6' && role === 'client'
      ? ['-s fe80::/10 -p udp -m udp --sport 547 --dport 546 -j ACCEPT']
      : []),
    ...portRules('tcp', tcp),
    ...portRules('udp', udp),
    '-j DROP',
  ];
}

function forwardRules({ interface: name, forwarding }: FirewallPolicy, family: IpFamily): string[] {
  const onward = family === 'ipv4' &&
    forwarding && [
      `-i ${name} -o ${forwarding.uplink} -s ${forwarding.subnet} -j ACCEPT`,
      `-i ${forwarding.uplink} -o ${name} ${established}`,
    ];
  return [...(onward || []), '-j DROP'];
}

/** Names of chains have at most 28 letters, those of interfaces 15. */
function chainsOf(policy: FirewallPolicy, family: IpFamily): Chain[] {
  const { interface: name, forwarding } = policy;
  const chain = (table: Chain['table'], use: string, rules: readonly string[], ...jumps: Jump[]): Chain => ({
    table,
    name: `usbg-${use}-${name}`,
    rules,
    jumps,
  });
  const incoming = { match: `-i ${name}` };
  const outgoing = { match: `-o ${name}` };
  const uplink = family === 'ipv4' &&
    forwarding && { match: `-o ${forwarding.uplink} -s ${forwarding.subnet}` };
  return [
    chain('raw', 'guard', guardRules(policy, family), { from: 'PREROUTING', ...incoming }),
    chain('filter', 'in', inputRules(policy, family), { from: 'INPUT', ...incoming }),
    chain(
      'filter',
      'fwd',
      forwardRules(policy, family),
      { from: 'FORWARD', ...incoming },
      { from: 'FORWARD', ...outgoing },
    ),
    ...(uplink ? [chain('nat', 'out', ['-j MASQUERADE'], { from: 'POSTROUTING', ...uplink })] : []),
  ];
}

const tables = ['raw', 'filter', 'nat'] as const;

/** Lines for `iptables-restore`, table by table. */
function restoreText(chains: readonly Chain[], lines: (chain: Chain) => readonly string[]): string {
  return tables
    .map((table) => chains.filter((each) => each.table === table))
    .filter((each) => each.length > 0)
    .map((each) => [`*${each[0]!.table}`, ...each.flatMap(lines), 'COMMIT', ''].join('\n'))
    .join('');
}

const jumpLines = (verb: string, { name, jumps }: Chain): string[] =>
  jumps.map(({ from, match }) => `${verb} ${from} ${match} -j ${name}`);

const declared = ({ name }: Chain): string => `:${name} - [0:0]`;

/** Our chains with their rules, and the ways into them before the rules of others, which may let anything in. */
const declaredWith = (chain: Chain, removal: readonly string[]): string[] => [
  // Empties a chain that is there.
  declared(chain),
  ...chain.rules.map((rule) => `-A ${chain.name} ${rule}`),
  ...removal,
  ...jumpLines('-I', chain),
];

const isTable = (table: string): table is Chain['table'] => (tables as readonly string[]).includes(table);

/** Chains of an earlier policy that this one has no use for. */
const unusedChains = (chains: readonly Chain[], jumps: readonly FirewallJump[]): Chain[] => {
  const known = new Set(chains.map(({ name }) => name));
  const unused = new Map(jumps.filter(({ chain }) => !known.has(chain)).map((each) => [each.chain, each]));
  return [...unused.values()].flatMap(({ table, chain }) =>
    isTable(table) ? [{ table, name: chain, rules: [], jumps: [] }] : [],
  );
};

/** Exactly what is there gives way, in the same transaction. */
function rulesInPlaceOf(chains: readonly Chain[], jumps: readonly FirewallJump[]): string {
  const unused = new Set(unusedChains(chains, jumps));
  const removal = ({ name }: Chain): string[] =>
    jumps.filter(({ chain }) => chain === name).map(({ rule }) => `-D ${rule}`);
  return restoreText([...chains, ...unused], (chain) =>
    unused.has(chain)
      ? [declared(chain), ...removal(chain), `-X ${chain.name}`]
      : declaredWith(chain, removal(chain)),
  );
}

/**
 * The ways to put the policy in place, each a transaction for each table, the next to be tried where one is refused.
 *
 * @param jumps - ways into our chains that are there already. Default: not known, and all are guessed to be there.
 */
export function iptablesRules(
  policy: FirewallPolicy,
  family: IpFamily,
  jumps?: readonly FirewallJump[],
): readonly [again: string, first: string] {
  const chains = chainsOf(policy, family);
  const again = jumps
    ? rulesInPlaceOf(
        chains,
        jumps.filter((each) => each.family === family),
      )
    : restoreText(chains, (chain) => declaredWith(chain, jumpLines('-D', chain)));
  return [again, restoreText(chains, (chain) => declaredWith(chain, []))];
}

/** The ways to take the policy away, the next to be tried where somebody else has taken a part of it away. */
export function iptablesRemoval(
  policy: FirewallPolicy,
  family: IpFamily,
): readonly [all: string, rest: string] {
  const chains = chainsOf(policy, family);
  const remove = (chain: Chain): string[] => [declared(chain), `-X ${chain.name}`];
  return [
    restoreText(chains, (chain) => [...jumpLines('-D', chain), ...remove(chain)]),
    restoreText(chains, remove),
  ];
}

/** The program that reads such lines, beside the one that is named: `/usr/sbin/iptables --wait=5` becomes `/usr/sbin/ip6tables-restore --wait=5`. */
export function restoreWords([program = 'iptables', ...rest]: readonly string[], family: IpFamily): string[] {
  const name = family === 'ipv4' ? 'iptables' : 'ip6tables';
  return [`${program.replace(/ip6?tables([^/]*)$/, `${name}$1`)}-restore`, ...rest, '--noflush'];
}
