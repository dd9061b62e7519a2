import type { Tree } from '../../configfs/tree.js';
import { functionDrivers, type FunctionDefinition } from '../../functions/drivers.js';
import { functionName } from '../../functions/function-name.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import { interfacesFolder } from '../machine/locations.js';
import { textOf } from '../machine/text-file.js';

/** NET_NAME_RENAMED (include/uapi/linux/netdevice.h): what it is called no longer tells what it was to be called. */
const renamed = '4';

/** The pattern that gave an interface its name: the kernel takes none without a number (u_ether.c, gether_set_ifname). */
async function patternOf(system: System, name: string): Promise<string | undefined> {
  const [, prefix] = /^(.*\D)\d+$/.exec(name) ?? [];
  const assigned = (await textOf(system, `${interfacesFolder}/${name}/name_assign_type`)).trim();
  return prefix === undefined || assigned === renamed ? undefined : `${prefix}%d`;
}

/**
 * The same definition with the patterns of interfaces that are there: once a gadget has been bound, configfs shows `pikvm0` where `pikvm%d`
 * was written. The driver's own pattern is left out, and so is that of an interface that was renamed since.
 */
export async function withInterfacePatterns(
  system: System,
  definition: GadgetDefinition,
  { gadget, entries }: Tree,
): Promise<GadgetDefinition> {
  const functions: FunctionDefinition[] = [];
  for (const each of definition.functions) {
    const usual = functionDrivers()[each.driver]?.interfaceName;
    const entry = entries.get(`${gadget}/functions/${functionName(each)}/ifname`);
    const isTold =
      usual === undefined || entry?.type !== 'attribute' || 'interfaceName' in each || 'contents' in each;
    const pattern = isTold ? undefined : await patternOf(system, entry.text.trim());
    functions.push(
      pattern === undefined || pattern === usual
        ? each
        : ({ ...each, interfaceName: pattern } as FunctionDefinition),
    );
  }
  return Object.freeze({ ...definition, functions: Object.freeze(functions) });
}
