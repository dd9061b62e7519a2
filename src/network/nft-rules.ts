import type { FirewallPolicy, Ports } from './firewall-policy.js';

/** What stands before and after a chain's rules. */
interface Chain {
  readonly name: string;
  /** `type`, `hook` and `priority`, as nft writes them. */
  readonly hook: string;
  readonly rules: readonly string[];
}

/** A name as nft takes it for a table. */
export const tableName = (name: string): string => `usb_gadget_${name.replace(/[^\w.-]/g, '_')}`;

const set = (items: readonly string[]): string =>
  items.length === 1 ? items[0]! : `{ ${items.join(', ')} }`;

const portSet = (ports: Ports): string =>
  set(ports.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)));

const portRules = ({ tcp, udp }: FirewallPolicy): string[] => [
  ...(tcp.length ? [`tcp dport ${portSet(tcp)} accept`] : []),
  ...(udp.length ? [`udp dport ${portSet(udp)} accept`] : []),
];

/**
 * What a host could change routes, neighbours and addresses with, and sources that it does not have. All of it goes before
 * connections are looked at, since a forged packet may belong to one.
 */
function guardRules({ role, subnet, ipv6, ulaPrefix, serves }: FirewallPolicy): string[] {
  const sources = ['::', 'fe80::/10', ...(ulaPrefix ? [ulaPrefix] : [])];
  return [
    ...(serves ? ['ip saddr 0.0.0.0 udp sport 68 udp dport 67 accept'] : []),
    ...(subnet ? [`ip saddr != ${subnet} drop`] : []),
    'icmp type redirect drop',
    ...(ipv6
      ? role === 'client'
        ? ['icmpv6 type nd-redirect drop']
        : [`ip6 saddr != ${set(sources)} drop`, 'icmpv6 type { nd-router-advert, nd-redirect } drop']
      : ['meta nfproto ipv6 drop']),
  ];
}

function inputRules(policy: FirewallPolicy): string[] {
  const { icmp, ipv6, role, ulaPrefix, serves } = policy;
  const discovery = [
    'nd-neighbor-solicit',
    'nd-neighbor-advert',
    ...(ulaPrefix && serves ? ['nd-router-solicit'] : []),
    ...(role === 'client' ? ['nd-router-advert'] : []),
  ];
  return [
    'ct state established,related accept',
    ...(icmp ? ['icmp type echo-request accept'] : []),
    ...(ipv6
      ? [`icmpv6 type { ${[...discovery, ...(icmp ? ['echo-request'] : [])].join(', ')} } accept`]
      : []),
    // An answer to what went out to all servers, which the kernel does not take for one.
    ...(ipv6 && role === 'client' ? ['ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept'] : []),
    ...portRules(policy),
    'drop',
  ];
}

function forwardRules({ interface: name, forwarding }: FirewallPolicy): string[] {
  const onward = forwarding && [
    `iifname "${name}" oifname "${forwarding.uplink}" ip saddr ${forwarding.subnet} accept`,
    `iifname "${forwarding.uplink}" oifname "${name}" ct state established,related accept`,
  ];
  return [...(onward ?? []), `iifname "${name}" drop`, `oifname "${name}" drop`];
}

/** Of an interface that is no port of a bridge. */
function endChains(policy: FirewallPolicy): Chain[] {
  const { interface: name, forwarding } = policy;
  const others = `iifname != "${name}" accept`;
  return [
    { name: 'guard', hook: 'filter hook prerouting priority raw', rules: [others, ...guardRules(policy)] },
    { name: 'input', hook: 'filter hook input priority filter', rules: [others, ...inputRules(policy)] },
    { name: 'forward', hook: 'filter hook forward priority filter', rules: forwardRules(policy) },
    ...(forwarding
      ? [
          {
            name: 'postrouting',
            hook: 'nat hook postrouting priority srcnat',
            rules: [`oifname "${forwarding.uplink}" ip saddr ${forwarding.subnet} masquerade`],
          },
        ]
      : []),
  ];
}

/** Of an interface that is to become a port of a bridge: until it is one, nothing goes through it. */
function shutChains({ interface: name }: FirewallPolicy): Chain[] {
  return [
    { name: 'input', hook: 'filter hook input priority filter', rules: [`iifname "${name}" drop`] },
    {
      name: 'forward',
      hook: 'filter hook forward priority filter',
      rules: [`iifname "${name}" drop`, `oifname "${name}" drop`],
    },
  ];
}

/**
 * Once an interface is a port, rules of IP no longer see its name, so the same is said in the family of bridges, of what is
 * meant for the device alone: what goes on to others is theirs to judge.
 */
function portChains(policy: FirewallPolicy): Chain[] {
  const { interface: name, ipv6, icmp } = policy;
  const neighbours = `icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert${icmp ? ', echo-request' : ''} } accept`;
  return [
    {
      name: 'input',
      hook: 'filter hook input priority filter',
      rules: [
        `iifname != "${name}" accept`,
        'ether type arp accept',
        'icmp type redirect drop',
        ...(ipv6 ? ['icmpv6 type { nd-router-advert, nd-redirect } drop'] : ['ether type ip6 drop']),
        'ct state established,related accept',
        ...(icmp ? ['icmp type echo-request accept'] : []),
        ...(ipv6 ? [neighbours] : []),
        ...portRules(policy),
        'drop',
      ],
    },
  ];
}

/** The host may only ask for and answer to the device's own address on the link, and from addresses of the link. */
function neighbourChains({ interface: name, device, subnet }: FirewallPolicy): Chain[] {
  return [
    {
      name: 'input',
      hook: 'filter hook input priority filter',
      rules: [
        `iifname != "${name}" accept`,
        `arp daddr ip != ${device} drop`,
        `arp saddr ip ${device} drop`,
        `arp saddr ip 0.0.0.0 accept`,
        `arp saddr ip != ${subnet} drop`,
      ],
    },
  ];
}

function tablesOf(policy: FirewallPolicy): readonly (readonly [family: string, chains: readonly Chain[]])[] {
  if (policy.role === 'port')
    return [
      ['inet', shutChains(policy)],
      ['bridge', portChains(policy)],
    ];
  return [['inet', endChains(policy)], ...(policy.device ? [['arp', neighbourChains(policy)] as const] : [])];
}

function tableText(family: string, name: string, chains: readonly Chain[]): string[] {
  return [
    // Made before it is deleted, since what is not there cannot be.
    `table ${family} ${name}`,
    `delete table ${family} ${name}`,
    `table ${family} ${name} {`,
    ...chains.flatMap((chain) => [
      `\tchain ${chain.name} {`,
      `\t\ttype ${chain.hook}; policy accept;`,
      ...chain.rules.map((rule) => `\t\t${rule}`),
      '\t}',
    ]),
    '}',
  ];
}

/** A table of ours, for `nft -f`. */
interface NftTable {
  /** Its family, as in `inet`. */
  readonly family: string;
  /** One transaction that puts it in place of whatever it was. */
  readonly rules: string;
  /** What takes it away, whether it is there or not. */
  readonly removal: string;
}

/** The policy as tables, each of another family: networks of different modes have different ones. */
export function nftTables(policy: FirewallPolicy): NftTable[] {
  const name = tableName(policy.interface);
  return tablesOf(policy).map(([family, chains]) => ({
    family,
    rules: `${tableText(family, name, chains).join('\n')}\n`,
    removal: `table ${family} ${name}\ndelete table ${family} ${name}\n`,
  }));
}
