import type { NetworkAction } from './network-action.js';
import type { ClientNetworkDefinition, DhcpClient } from './network-definition.js';
import { clientProfileName } from './network-manager-sections.js';
import { runFile } from './run-files.js';

/** What gets an address, and what gives it back. */
interface ClientSteps {
  /** In order. */
  readonly start: readonly NetworkAction[];
  /** In order. */
  readonly stop: readonly NetworkAction[];
}

type Writer = (name: string, network: ClientNetworkDefinition) => ClientSteps;

/**
 * udhcpc leaves everything to a script (udhcp/dhcpc.c): this one knows addresses, and the default route if that is wanted, which
 * comes after those that the device has of its own.
 */
const udhcpcScript = (defaultRoute: boolean): string =>
  [
    '#!/bin/sh',
    'set -eu',
    'case $1 in',
    '  deconfig) ip -4 address flush dev "$interface" scope global; ip link set "$interface" up ;;',
    '  bound | renew)',
    '    ip address replace "$ip/${mask:-24}" dev "$interface"',
    ...(defaultRoute
      ? [
          '    for each in ${router:-}; do ip route replace default via "$each" dev "$interface" metric 700; break; done',
        ]
      : []),
    '    ;;',
    'esac',
    '',
  ].join('\n');

/** A host may also give routes that together are a default route, by options 121 and 249 (RFC 3442). */
const noRoutes = [
  ...['--nogateway', '--nohook', 'resolv.conf'],
  ...['--nooption', 'classless_static_routes', '--nooption', 'ms_classless_static_routes'],
];

const clients: Readonly<Partial<Record<DhcpClient, Writer>>> = {
  dhcpcd: (name, { defaultRoute, ipv6 }) => ({
    start: [
      {
        op: 'run',
        words: [
          'dhcpcd',
          '--quiet',
          '--background',
          '--noipv4ll',
          ...(defaultRoute ? [] : noRoutes),
          ...(ipv6 === 'off' ? ['--ipv4only'] : []),
          name,
        ],
      },
    ],
    stop: [{ op: 'run', words: ['dhcpcd', '--release', name], lenient: true }],
  }),
  udhcpc: (name, { defaultRoute }) => ({
    start: [
      { op: 'save', path: runFile(name, 'udhcpc'), text: udhcpcScript(defaultRoute), mode: 0o755 },
      {
        op: 'run',
        words: [
          'udhcpc',
          ...['-i', name],
          ...['-p', runFile(name, 'udhcpc.pid')],
          ...['-s', runFile(name, 'udhcpc')],
          // One try of a second in the foreground, then on in the background for as long as it takes.
          ...['-b', '-t', '1', '-T', '1', '-A', '5'],
        ],
      },
    ],
    stop: [
      { op: 'stop', program: 'udhcpc', pidFile: runFile(name, 'udhcpc.pid') },
      { op: 'run', words: ['ip', '-4', 'address', 'flush', 'dev', name, 'scope', 'global'], lenient: true },
      { op: 'remove', path: runFile(name, 'udhcpc') },
    ],
  }),
  // What it is to do is in files (manager-files.ts). It looks at those for an interface only as that appears, and so is told of one
  // that is there; one that it does not know yet is none that it has looked at.
  NetworkManager: (name) => ({
    start: [{ op: 'run', words: ['nmcli', 'device', 'set', name, 'managed', 'yes'], lenient: true }],
    stop: [
      { op: 'run', words: ['nmcli', 'connection', 'delete', 'id', clientProfileName(name)], lenient: true },
      { op: 'run', words: ['nmcli', 'device', 'set', name, 'managed', 'no'], lenient: true },
    ],
  }),
};

/** How a DHCP client gets an address for an interface; one that manages interfaces does so by what its files say. */
export function clientSteps(client: DhcpClient, name: string, network: ClientNetworkDefinition): ClientSteps {
  return clients[client]?.(name, network) ?? { start: [], stop: [] };
}
