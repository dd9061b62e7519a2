import type { NetworkAction } from './network-action.js';
import type { ClientNetworkDefinition, DhcpClient } from './network-definition.js';
import { runFile } from './run-files.js';

/** What gets an address, and what gives it back. */
export interface ClientSteps {
  /** In order. */
  readonly start: readonly NetworkAction[];
  /** In order. */
  readonly stop: readonly NetworkAction[];
}

type Writer = (name: string, network: ClientNetworkDefinition) => ClientSteps;

const yes = (value: boolean): string => (value ? 'yes' : 'no');

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

const clients: Readonly<Record<DhcpClient, Writer>> = {
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
  'systemd-networkd': (name, { defaultRoute, ipv6 }) => {
    const path = `/run/systemd/network/10-usb-gadget-client-${name}.network`;
    const reload: NetworkAction = { op: 'run', words: ['networkctl', 'reload'] };
    const use = yes(defaultRoute);
    const text = [
      '[Match]',
      `Name=${name}`,
      '',
      // Booting is not to wait for a host.
      '[Link]',
      'RequiredForOnline=no',
      '',
      '[Network]',
      `DHCP=${ipv6 === 'off' ? 'ipv4' : 'yes'}`,
      `IPv6AcceptRA=${yes(ipv6 !== 'off')}`,
      '',
      ...['DHCPv4', 'DHCPv6', 'IPv6AcceptRA'].flatMap((section) => [
        `[${section}]`,
        `UseDNS=${use}`,
        ...(section === 'IPv6AcceptRA' ? [] : ['UseHostname=no', 'UseNTP=no']),
        ...(section === 'DHCPv4' ? [`UseRoutes=${use}`, `UseGateway=${use}`] : []),
        ...(section === 'IPv6AcceptRA' ? [`UseGateway=${use}`, `UseRoutePrefix=${use}`] : []),
        '',
      ]),
    ].join('\n');
    return {
      start: [{ op: 'save', path, text }, reload],
      stop: [
        { op: 'remove', path },
        { ...reload, lenient: true },
      ],
    };
  },
  NetworkManager: (name, { defaultRoute, ipv6 }) => {
    const path = `/run/NetworkManager/system-connections/usb-gadget-${name}.nmconnection`;
    const never = `never-default=${String(!defaultRoute)}\nignore-auto-dns=${String(!defaultRoute)}\nignore-auto-routes=${String(!defaultRoute)}`;
    const text = [
      '[connection]',
      `id=usb-gadget-${name}`,
      'type=ethernet',
      `interface-name=${name}`,
      '',
      `[ipv4]\nmethod=auto\n${never}`,
      '',
      ipv6 === 'off' ? '[ipv6]\nmethod=disabled' : `[ipv6]\nmethod=auto\n${never}`,
      '',
    ].join('\n');
    return {
      // Only root may read a profile, or it is not taken (nm-settings-keyfile(5)).
      start: [
        { op: 'save', path, text, mode: 0o600 },
        // It connects by itself, as soon as there is a host.
        { op: 'run', words: ['nmcli', 'connection', 'load', path] },
      ],
      stop: [
        { op: 'run', words: ['nmcli', 'connection', 'delete', `usb-gadget-${name}`], lenient: true },
        { op: 'remove', path },
      ],
    };
  },
};

/** How a DHCP client gets an address for an interface. */
export function clientSteps(client: DhcpClient, name: string, network: ClientNetworkDefinition): ClientSteps {
  return clients[client](name, network);
}
