import type { DhcpClient, NetworkDefinition } from '../../network/network-definition.js';
import type { NetworkManagerName, NetworkPlace } from '../../network/network-place.js';
import type { System } from '../../system/system.js';
import { findProgram } from '../machine/find-program.js';
import { foreignChains } from './foreign-chains.js';
import { jumpsHere } from './iptables-jumps.js';
import { interfacesFolder } from '../machine/locations.js';
import { isThere, textOf } from '../machine/text-file.js';
import { uplinkState } from './uplink-state.js';

/** By what each program shows that it runs. */
const marks: Readonly<Record<NetworkManagerName, string>> = {
  udev: '/run/udev/control',
  NetworkManager: '/run/NetworkManager',
  'systemd-networkd': '/run/systemd/netif',
};

async function managersHere(system: System): Promise<NetworkManagerName[]> {
  const found: NetworkManagerName[] = [];
  for (const name of Object.keys(marks) as NetworkManagerName[])
    if (await isThere(system, marks[name])) found.push(name);
  return found;
}

/** Folders of a program stay when it is stopped (RuntimeDirectoryPreserve= of its unit). */
async function isRunning(system: System, name: NetworkManagerName, systemd: boolean): Promise<boolean> {
  if (!systemd) return true;
  return (await system.run('systemctl', ['is-active', '--quiet', name])).status === 0;
}

/** What manages interfaces already is asked first: two clients on one interface take turns at undoing each other. */
async function clientHere(
  system: System,
  managers: readonly NetworkManagerName[],
  systemd: boolean,
): Promise<DhcpClient | undefined> {
  for (const name of ['NetworkManager', 'systemd-networkd'] as const)
    if (managers.includes(name) && (await isRunning(system, name, systemd))) return name;
  for (const name of ['dhcpcd', 'udhcpc'] as const) if (await findProgram(system, name)) return name;
  return undefined;
}

/** IFF_UP (include/uapi/linux/if.h). */
const up = 1;

/** The place of a network on a running machine. */
export async function networkPlace(
  system: System,
  network: NetworkDefinition,
  {
    gadget,
    function: over,
    interface: name,
  }: Required<Pick<NetworkPlace, 'gadget' | 'function' | 'interface'>>,
  isRepeated: boolean,
): Promise<NetworkPlace> {
  const managers = await managersHere(system);
  const systemd = await isThere(system, '/run/systemd/system');
  const client = network.mode === 'client' ? await clientHere(system, managers, systemd) : undefined;
  return {
    gadget,
    function: over,
    interface: name,
    // What an earlier network brought up is to be down again without one.
    isUp: !isRepeated && (Number(await textOf(system, `${interfacesFolder}/${name}/flags`)) & up) !== 0,
    systemd,
    managers,
    ...(client && { client }),
    ...(network.mode === 'nat' && { foreignChains: await foreignChains(system, name, network.uplink) }),
    ...(network.mode === 'bridge' && { uplink: await uplinkState(system, network.uplink) }),
    isRepeated,
    ...(isRepeated &&
      network.firewall === 'iptables' && {
        jumps: await jumpsHere(system, name, /^.*\//.exec(network.commands?.iptables?.words?.[0] ?? '')?.[0]),
      }),
  };
}
