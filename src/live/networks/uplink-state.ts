import { GadgetError, issue } from '../../errors.js';
import type { UplinkState } from '../../network/network-place.js';
import { isPlain, type Plain } from '../../options/plain.js';
import type { System } from '../../system/system.js';
import { interfacesFolder } from '../machine/locations.js';
import { unless } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** What `ip -json` prints, a list for each command: none without the program. Undefined if it fails. */
async function ipJson(
  system: System,
  words: readonly string[],
  input?: string,
): Promise<Plain[][] | undefined> {
  const result = await unless(['ENOENT'], system.run('ip', words, input));
  if (result && result.status !== 0) return undefined;
  return (result?.stdout ?? '')
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => (JSON.parse(line) as unknown[]).filter(isPlain));
}

const addressText = ({ local, prefixlen }: Plain): string => `${String(local)}/${String(prefixlen)}`;

/** Those that come with an address, or from a router on the link, come again by themselves. */
const comesByItself = ({ protocol }: Plain): boolean => protocol === 'kernel' || protocol === 'ra';

const routeParts: readonly (readonly [word: string, key: string])[] = [
  ['via', 'gateway'],
  ['src', 'prefsrc'],
  ['metric', 'metric'],
  ['scope', 'scope'],
];

function routeText(route: Plain): string {
  const parts = routeParts.flatMap(([word, key]) => {
    const value = route[key];
    return typeof value === 'string' || typeof value === 'number' ? [word, String(value)] : [];
  });
  return [String(route['dst']), ...parts].join(' ');
}

/**
 * The addresses and routes of an interface that a bridge is to have instead.
 *
 * @throws {@link GadgetError} with OPERATION_FAILED where the interface is there and they cannot be told: without them it would be cut off.
 */
export async function uplinkState(system: System, name: string): Promise<UplinkState> {
  const macAddress = (await textOf(system, `${interfacesFolder}/${name}/address`)).trim();
  const found = await ipJson(
    system,
    ['-json', '-batch', '-'],
    `address show dev ${name}\nroute show dev ${name}\n`,
  );
  if (!found && macAddress)
    throw new GadgetError([
      issue(
        'OPERATION_FAILED',
        'network.uplink',
        `"ip -json address show dev ${name}" failed, and a bridge is to take these addresses over.`,
        'Nothing was changed. The ip of iproute2 is needed: on Debian, "apt install iproute2" brings it.',
      ),
    ]);
  const [addresses = [], routes = []] = found ?? [];
  const [routes6 = []] = (await ipJson(system, ['-json', '-6', 'route', 'show', 'dev', name])) ?? [];
  const info = addresses.find((each) => each['ifname'] === name)?.['addr_info'];
  return {
    macAddress,
    addresses: (Array.isArray(info) ? (info as Plain[]) : [])
      .filter(({ scope }) => scope === 'global')
      .map(addressText),
    routes: [...routes, ...routes6].filter((each) => !comesByItself(each)).map(routeText),
  };
}
