import type { UplinkState } from '../../network/network-place.js';
import { isPlain, type Plain } from '../../options/plain.js';
import type { System } from '../../system/system.js';
import { interfacesFolder } from '../machine/locations.js';
import { unless } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** What `ip -json` prints: a list for each command. */
async function ipJson(system: System, words: readonly string[], input?: string): Promise<Plain[][]> {
  const result = await unless(['ENOENT'], system.run('ip', words, input));
  if (result?.status !== 0) return [];
  return result.stdout
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

/** The addresses and routes of an interface that a bridge is to have instead. */
export async function uplinkState(system: System, name: string): Promise<UplinkState> {
  const [addresses = [], routes = []] = await ipJson(
    system,
    ['-json', '-batch', '-'],
    `address show dev ${name}\nroute show dev ${name}\n`,
  );
  const [routes6 = []] = await ipJson(system, ['-json', '-6', 'route', 'show', 'dev', name]);
  const info = addresses.find((each) => each['ifname'] === name)?.['addr_info'];
  return {
    macAddress: (await textOf(system, `${interfacesFolder}/${name}/address`)).trim(),
    addresses: (Array.isArray(info) ? (info as Plain[]) : [])
      .filter(({ scope }) => scope === 'global')
      .map(addressText),
    routes: [...routes, ...routes6].filter((each) => !comesByItself(each)).map(routeText),
  };
}
