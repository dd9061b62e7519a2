import { defineNetwork } from '../network/define-network.js';
import type { CommandOptions, NetworkCommandName, NetworkDefinition } from '../network/network-definition.js';
import type { PikvmSettings } from './pikvm-settings.js';

const commands: readonly (readonly [key: string, name: NetworkCommandName, hook: boolean])[] = [
  ['ip_cmd', 'ip', false],
  ['iptables_cmd', 'iptables', false],
  ['sysctl_cmd', 'sysctl', false],
  ['pre_start_cmd', 'preStart', true],
  ['post_start_cmd', 'postStart', true],
  ['pre_stop_cmd', 'preStop', true],
  ['post_stop_cmd', 'postStop', true],
];

const parts = [
  ['words', ''],
  ['remove', '_remove'],
  ['append', '_append'],
] as const;

function command(settings: PikvmSettings, key: string, hook: boolean): CommandOptions {
  const given = (hook ? parts : parts.slice(0, 1))
    .map(([part, ending]) => [part, `otgnet.commands.${key}${ending}`] as const)
    .filter(([, path]) => settings.isGiven(path));
  return Object.fromEntries(given.map(([part, path]) => [part, settings.get(path)]));
}

/** PiKVM takes port 0, too, to which nothing can be sent. */
const ports = (settings: PikvmSettings, path: string): number[] =>
  (settings.get(path) as readonly number[]).filter((port) => port > 0);

/** The network of PiKVM's file, every default filled in; of the commands, what the file says. */
export function pikvmNetwork(settings: PikvmSettings): NetworkDefinition {
  const changed = commands
    .map(([key, name, hook]) => [name, command(settings, key, hook)] as const)
    .filter(([, each]) => Object.keys(each).length > 0);
  const uplink = settings.text('otgnet.firewall.forward_iface');
  return defineNetwork({
    ...(uplink && { mode: 'nat', uplink }),
    subnet: settings.text('otgnet.iface.net'),
    allowIcmp: settings.truth('otgnet.firewall.allow_icmp'),
    allowTcp: ports(settings, 'otgnet.firewall.allow_tcp'),
    allowUdp: ports(settings, 'otgnet.firewall.allow_udp'),
    ...(settings.isGiven('otgnet.commands.iptables_cmd') && { firewall: 'iptables' }),
    ...(changed.length > 0 && { commands: Object.fromEntries(changed) }),
  });
}

/** Where in PiKVM's file stands what a network is made from. */
const places: Readonly<Record<string, string>> = {
  // Its DHCP server is what a command starts.
  dhcp: 'otgnet.commands.post_start_cmd_append',
  subnet: 'otgnet.iface.net',
  uplink: 'otgnet.firewall.forward_iface',
  allowTcp: 'otgnet.firewall.allow_tcp',
  allowUdp: 'otgnet.firewall.allow_udp',
  firewall: 'otgnet.commands.iptables_cmd',
};

/** The path in PiKVM's file of a path such as `network.subnet`. */
export function pikvmNetworkPath(path: string): string {
  const option = /^network\.(\w+)(\[\d+\])?/.exec(path);
  return `${places[option?.[1] ?? ''] ?? 'otgnet'}${option?.[2] ?? ''}`;
}
