import { issue, type Issue } from '../../errors.js';
import { overlapping } from '../../network/address-plan.js';
import { addressesOf } from '../../network/link-addresses.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import { readIpv4Routes, readIpv6Routes, readLocalAddresses, type Route } from '../../network/read-routes.js';
import type { System } from '../../system/system.js';
import { textOf } from '../machine/text-file.js';

const fault = (what: string, own: string): Issue =>
  issue(
    'NETWORK_OVERLAP',
    'network.subnet',
    `${own} overlaps with ${what} of this machine.`,
    'Take a network that neither the device nor the host is in already.',
  );

const routeFault = (route: Route, own: string): Issue =>
  fault(`the route to ${route.network} over ${route.interface}`, own);

/** Networks that are elsewhere already: what is there would no longer be reached, or the host would not. */
export async function overlapIssues(
  system: System,
  { network, interface: name }: NetworkPlan,
): Promise<Issue[]> {
  const elsewhere = async (file: string, read: (table: string) => Route[], own: string): Promise<Route[]> =>
    read(await textOf(system, file)).filter(
      (each) => each.interface !== name && overlapping(each.network, own),
    );
  const issues: Issue[] = [];
  if ('subnet' in network) {
    const { subnet } = network;
    const routes = await elsewhere('/proc/net/route', readIpv4Routes, subnet);
    issues.push(...routes.map((each) => routeFault(each, subnet)));
    // An address with a route to its network has been named with that.
    const addresses = routes.length ? [] : readLocalAddresses(await textOf(system, '/proc/net/fib_trie'));
    const device = addressesOf(network)?.device;
    for (const each of addresses)
      if (each !== device && overlapping(`${each}/32`, subnet))
        issues.push(fault(`the address ${each}`, subnet));
  }
  if ('ulaPrefix' in network && network.ulaPrefix) {
    const { ulaPrefix } = network;
    const routes = await elsewhere('/proc/net/ipv6_route', readIpv6Routes, ulaPrefix);
    issues.push(...routes.map((each) => routeFault(each, ulaPrefix)));
  }
  return issues;
}
