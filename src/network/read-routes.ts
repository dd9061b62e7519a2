import ipaddr from 'ipaddr.js';

/** Where packets to a network go. */
export interface Route {
  /** The network, as in `192.168.1.0/24`. */
  readonly network: string;
  /** The interface. */
  readonly interface: string;
}

const words = (line: string): string[] => line.trim().split(/\s+/);

/** Four bytes as /proc/net/route shows them: a number of this machine, little-endian on every board that has gadgets. */
const octets = (hex: string): number[] =>
  (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16)).reverse();

/** The IPv4 routes of /proc/net/route, that is of the main table, without the default route. */
export function readIpv4Routes(table: string): Route[] {
  const lines = table.split('\n').slice(1);
  return lines.flatMap((line) => {
    const [name = '', destination = '', , , , , , mask = ''] = words(line);
    const prefix = octets(mask).reduce(
      (bits, octet) => bits + octet.toString(2).replaceAll('0', '').length,
      0,
    );
    return prefix ? [{ network: `${octets(destination).join('.')}/${prefix}`, interface: name }] : [];
  });
}

/** The machine's own IPv4 addresses of /proc/net/fib_trie, those of the loopback network left out. */
export function readLocalAddresses(trie: string): string[] {
  const found = [...trie.matchAll(/\|-- (\d+\.\d+\.\d+\.\d+)\n\s+\/32 host LOCAL/g)].map(([, each]) => each!);
  return [...new Set(found)].filter((each) => !each.startsWith('127.'));
}

/** The IPv6 routes of /proc/net/ipv6_route, without the default route and those of every link. */
export function readIpv6Routes(table: string): Route[] {
  return table.split('\n').flatMap((line) => {
    const [digits = '', prefix = '', ...rest] = words(line);
    const bits = parseInt(prefix, 16);
    const name = rest.at(-1);
    if (!bits || bits === 128 || name === undefined || /^f[ef]/.test(digits)) return [];
    const address = ipaddr.IPv6.parse((digits.match(/.{4}/g) ?? []).join(':'));
    return [{ network: `${address.toString()}/${bits}`, interface: name }];
  });
}
