import { functionName } from '../functions/function-name.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { ethernetFunctions } from './ethernet-functions.js';

/** `dev_alloc_name` (net/core/dev.c): the lowest number that no interface has. */
function firstFreeName(pattern: string, taken: ReadonlySet<string>): string {
  for (let number = 0; ; number++) {
    const name = pattern.replace('%d', String(number));
    if (!taken.has(name)) return name;
  }
}

/**
 * What the interfaces of a gadget will be called: each gets its name as it is bound, in the order of the configurations.
 *
 * @param taken - names that other interfaces have. Default: none, as on a board that has just been started.
 * @param known - functions that have their interface already.
 */
export function predictedInterfaces(
  definition: GadgetDefinition,
  taken: Iterable<string> = [],
  known: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const names = new Set(taken);
  const found = new Map(known);
  for (const name of ethernetFunctions(definition)) {
    if (found.has(name)) continue;
    const its = definition.functions.find((each) => functionName(each) === name);
    const pattern = its && 'interfaceName' in its ? its.interfaceName : undefined;
    const predicted = firstFreeName(typeof pattern === 'string' ? pattern : 'usb%d', names);
    names.add(predicted);
    found.set(name, predicted);
  }
  return found;
}
