import { addressesOf } from '../../network/link-addresses.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import { tableName } from '../../network/nft-rules.js';
import { readLocalAddresses } from '../../network/read-routes.js';
import type { System } from '../../system/system.js';
import { isServing } from './network-serving.js';
import { interfaceOf } from './network-interfaces.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { unless } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** What shows the rules of a network, if they are there. */
function showRules({ interface: name, network, steps }: NetworkPlan): readonly string[] {
  if (network.firewall === 'nftables') return ['nft', 'list', 'table', 'inet', tableName(name)];
  const [restore] = steps.flatMap(({ key, action }) =>
    key === 'rules ipv4' && action.op === 'run' ? action.words : [],
  );
  return [restore?.replace(/-restore$/, '') ?? 'iptables', '-n', '-L', `usbg-in-${name}`];
}

async function hasRules(plan: NetworkPlan, system: System): Promise<boolean> {
  const [program = '', ...rest] = showRules(plan);
  return (await unless(['ENOENT'], system.run(program, rest)))?.status === 0;
}

/** What a network that was made is no longer, one sentence each: its gadget may have been made anew under it. */
export async function networkFaults(
  plan: NetworkPlan,
  system: System,
  options: ConfigfsOptions = {},
): Promise<string[]> {
  const { gadget, function: over, interface: name, network, steps } = plan;
  const live = await interfaceOf(system, gadget, over, options);
  if (live === undefined)
    return [`${over} of ${gadget} has no interface: the gadget is down, or was made anew and is not bound.`];
  if (live !== name) return [`The interface of ${over} is now ${live}, and the network is over ${name}.`];
  const device = addressesOf(network)?.device;
  const addresses = readLocalAddresses(await textOf(system, '/proc/net/fib_trie'));
  const faults: string[] = [];
  if (device !== undefined && !addresses.includes(device))
    faults.push(`${name} does not have its address ${device}: the gadget was made anew under its network.`);
  if (steps.some(({ key }) => key === 'dhcp server') && !(await isServing(system, name)))
    faults.push(`The DHCP server of ${name} does not run.`);
  if (!(await hasRules(plan, system))) faults.push(`The rules for ${name} are gone.`);
  return faults;
}
