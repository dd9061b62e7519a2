import type { Tree } from '../../configfs/tree.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import { predictedInterfaces } from '../../network/interface-names.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { gadgetsFolder, interfacesFolder, type ConfigfsOptions } from '../machine/locations.js';
import { unless } from '../machine/system-errors.js';
import { isThere, textOf } from '../machine/text-file.js';

/** The names of the machine's network interfaces. */
async function interfaceNames(system: System): Promise<string[]> {
  const items = (await unless(['ENOENT'], system.list(interfacesFolder))) ?? [];
  return items.map((each) => each.name);
}

/** The interface of a live Ethernet function; undefined if it has none yet. */
export async function interfaceOf(
  system: System,
  gadget: string,
  name: string,
  options: ConfigfsOptions = {},
): Promise<string | undefined> {
  const shown = (await textOf(system, `${gadgetsFolder(options)}/${gadget}/functions/${name}/ifname`)).trim();
  return shown && (await isThere(system, `${interfacesFolder}/${shown}`)) ? shown : undefined;
}

/** What the interfaces of a gadget are called, or will be once a plan is carried out. */
export async function predictInterfaces(
  system: System,
  definition: GadgetDefinition,
  plan: Plan,
  current: Tree,
  options: ConfigfsOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { name: gadget } = definition;
  const removed = new Set(plan.operations.flatMap((each) => (each.op === 'rmdir' ? [each.path] : [])));
  const taken = new Set(await interfaceNames(system));
  const found = new Map<string, string>();
  const own = [...current.entries.keys()].filter((path) => /^[^/]+\/functions\/[^/]+$/.test(path));
  for (const path of own) {
    const name = path.slice(`${gadget}/functions/`.length);
    const its = await interfaceOf(system, gadget, name, options);
    if (its === undefined) continue;
    if (removed.has(path)) taken.delete(its);
    else found.set(name, its);
  }
  return predictedInterfaces(definition, taken, found);
}
