import { issue, type Issue } from '../../errors.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import type { System } from '../../system/system.js';
import { unless } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** 67 as the kernel shows it in /proc/net/udp. */
const dhcpPort = /^\s*\d+: [0-9A-F]{8}:0043 /m;

/** Who has the port for DHCP on all interfaces, or on this one: one that is bound to another interface is in nobody's way. */
export async function portIssues(
  system: System,
  { steps, interface: name }: NetworkPlan,
  isOurs: boolean,
): Promise<Issue[]> {
  const serves = steps.some(({ key }) => key === 'dhcp server');
  if (!serves || isOurs || !dhcpPort.test(await textOf(system, '/proc/net/udp'))) return [];
  const told = await unless(['ENOENT'], system.run('ss', ['-Hulpn', 'sport = :67']));
  const lines = (told?.stdout ?? '').split('\n').filter((line) => line.trim());
  const others = lines.filter((line) => {
    const device = /%([^:\s]+):67\b/.exec(line)?.[1];
    return device === undefined || device === name;
  });
  if (told?.status === 0 && !others.length) return [];
  const holder = /\("([^"]+)",pid=(\d+)/.exec(others[0] ?? '');
  const who = holder ? `"${holder[1]}" (process ${holder[2]})` : 'Another program';
  return [
    issue(
      'PORT_TAKEN',
      'network.dhcp',
      `${who} has the port of DHCP servers, 67, on every interface.`,
      'Stop it, let it leave this interface alone, or set dhcp.serve to false.',
    ),
  ];
}
