import { defineGadget, functionName, type Plain } from 'usb-gadget';
import { isObject, withValueAt } from './path.js';
import { configurationsOf, functionsOf } from './state.js';

/** What each function is called, by its place; those that are not named get what the library calls them. */
export function namesOf(gadget: Plain): readonly string[] {
  const complete = defineGadget(gadget) as unknown as Plain;
  return functionsOf(complete).map((each) => functionName(each as Plain & { driver: string; name: string }));
}

/** A function, and the place that it had before; undefined for a new one. */
interface Placed {
  readonly options: Plain;
  readonly from?: number;
}

/** Names of functions where configurations list them. */
function renamed(configuration: Plain, names: ReadonlyMap<string, string>, added: readonly string[]): Plain {
  const { functions, links } = configuration;
  const rename = (list: readonly unknown[]): unknown[] =>
    list.map((name) => names.get(String(name))).filter((name) => name !== undefined);
  return {
    ...configuration,
    ...(Array.isArray(functions) && { functions: [...rename(functions), ...added] }),
    ...(isObject(links) && {
      links: Object.fromEntries(
        Object.entries(links).flatMap(([name, link]) => (names.has(name) ? [[names.get(name), link]] : [])),
      ),
    }),
  };
}

/**
 * The gadget with other functions. Configurations go on to mean the same functions, whatever they are now called; new ones
 * come into the first configuration.
 */
function withFunctions(gadget: Plain, placed: readonly Placed[]): Plain {
  const before = namesOf(gadget);
  const changed = { ...gadget, functions: placed.map(({ options }) => options) };
  const after = namesOf(changed);
  const names = new Map(
    placed.flatMap(({ from }, to) => (from === undefined ? [] : [[before[from]!, after[to]!]])),
  );
  const added = placed.flatMap(({ from }, to) => (from === undefined ? [after[to]!] : []));
  const configurations = configurationsOf(gadget)?.map((each, index) =>
    isObject(each) ? renamed(each, names, index === 0 ? added : []) : each,
  );
  return withoutUsualLists({ ...changed, ...(configurations && { configurations }) });
}

const placedOf = (gadget: Plain): Placed[] => functionsOf(gadget).map((options, from) => ({ options, from }));

/** A list of all functions in their order says no more than none. */
function withoutUsualLists(gadget: Plain): Plain {
  const configurations = configurationsOf(gadget);
  if (!configurations) return gadget;
  const all = namesOf(gadget);
  const shorter = configurations.map((each) => {
    const { functions, ...rest } = each;
    const isUsual = Array.isArray(functions) && functions.join('\n') === all.join('\n');
    return isUsual ? rest : each;
  });
  const rest = withValueAt(gadget, ['configurations'], undefined) as Plain;
  const isUsual = shorter.length === 1 && Object.keys(shorter[0]!).length === 0;
  return isUsual ? rest : { ...gadget, configurations: shorter };
}

/** With one more function. */
export function addFunction(gadget: Plain, options: Plain): Plain {
  return withFunctions(gadget, [...placedOf(gadget), { options }]);
}

/** Without one of its functions. */
export function removeFunction(gadget: Plain, index: number): Plain {
  return withFunctions(gadget, placedOf(gadget).toSpliced(index, 1));
}

/** With a function at another place. */
export function moveFunction(gadget: Plain, index: number, to: number): Plain {
  const placed = placedOf(gadget);
  const [moved] = placed.splice(index, 1);
  return moved ? reordered(withFunctions(gadget, placed.toSpliced(to, 0, moved))) : gadget;
}

/** Lists of configurations in the order of the functions. */
function reordered(gadget: Plain): Plain {
  const all = namesOf(gadget);
  const configurations = configurationsOf(gadget)?.map((each) => {
    const { functions } = each;
    if (!Array.isArray(functions)) return each;
    return { ...each, functions: all.filter((name) => functions.includes(name)) };
  });
  return withoutUsualLists({ ...gadget, ...(configurations && { configurations }) });
}

/** With other options of one function. */
export function changeFunction(gadget: Plain, index: number, options: Plain): Plain {
  return withFunctions(gadget, placedOf(gadget).with(index, { options, from: index }));
}

/** Whether the host sees a function: whether a configuration holds it. */
export function isOn(gadget: Plain, name: string): boolean {
  const configurations = configurationsOf(gadget) ?? [{}];
  return configurations.some(({ functions }) => !Array.isArray(functions) || functions.includes(name));
}

/** Takes functions out of every configuration, or puts one back into the first. They are made all the same. */
export function switchFunctions(gadget: Plain, names: readonly string[], on: boolean): Plain {
  const all = namesOf(gadget);
  const configurations = (configurationsOf(gadget) ?? [{}]).map((each, index) => {
    const { functions: listed } = each;
    const functions: readonly unknown[] = Array.isArray(listed) ? listed : all;
    const isIn = (name: string): boolean => functions.includes(name) && (on || !names.includes(name));
    const belongs = (name: string): boolean => isIn(name) || (on && index === 0 && names.includes(name));
    return { ...each, functions: all.filter(belongs) };
  });
  return withoutUsualLists({ ...gadget, configurations });
}
