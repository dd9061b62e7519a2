import type { CommandOptions, NetworkCommandName, NetworkOptions } from '../network/network-options.js';
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

/** The network of PiKVM's file, every default filled in; of the commands, what the file says. */
export function pikvmNetwork(settings: PikvmSettings): NetworkOptions {
  const changed = commands
    .map(([key, name, hook]) => [name, command(settings, key, hook)] as const)
    .filter(([, each]) => Object.keys(each).length > 0);
  const forwardInterface = settings.text('otgnet.firewall.forward_iface');
  return {
    subnet: settings.text('otgnet.iface.net'),
    allowIcmp: settings.truth('otgnet.firewall.allow_icmp'),
    allowTcp: settings.get('otgnet.firewall.allow_tcp') as readonly number[],
    allowUdp: settings.get('otgnet.firewall.allow_udp') as readonly number[],
    ...(forwardInterface && { forwardInterface }),
    ...(changed.length > 0 && { commands: Object.fromEntries(changed) }),
  };
}
