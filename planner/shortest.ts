import { defineGadget, hidPreset, hidPresetNames, type GadgetDefinition, type Plain } from 'usb-gadget';
import { defineNetwork, type NetworkDefinition } from 'usb-gadget/network';
import { isObject, valueAt, withValueAt, type Path } from './path.js';
import { functionsOf } from './state.js';

/** Equal as documents: the order of keys means nothing. */
function isSame(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((each, index) => isSame(each, right[index]));
  if (!isObject(left) || !isObject(right)) return Object.is(left, right);
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSame(left[key], right[key]));
}

/** The ready-made device whose descriptor a function has, in place of the descriptor. */
function withPreset(options: Plain): Plain {
  if (options['driver'] !== 'hid') return options;
  for (const preset of hidPresetNames)
    for (const horizontalWheel of [true, false])
      if (hidPreset(preset, horizontalWheel).reportDescriptor === options['reportDescriptor']) {
        const rest = withValueAt(options, ['reportDescriptor'], undefined) as Plain;
        return { ...rest, preset, ...(!horizontalWheel && { horizontalWheel }) };
      }
  return options;
}

/** Paths that the library may fill in, the later functions first: their names count on from those before. */
function candidates(gadget: Plain): Path[] {
  const inFunctions = functionsOf(gadget).flatMap((each, index) =>
    Object.keys(each)
      .filter((key) => key !== 'driver' && key !== 'preset')
      .map((key): Path => ['functions', index, key]),
  );
  const configurations = gadget['configurations'];
  const inConfigurations = Array.isArray(configurations)
    ? configurations.flatMap((_, index) =>
        ['functions', 'number', 'name'].map((key): Path => ['configurations', index, key]),
      )
    : [];
  return [['osDescriptors'], ['configurations'], ...inFunctions.reverse(), ...inConfigurations];
}

/** Takes out, one after the other, what comes back by itself. */
function withoutNeedless(
  start: Plain,
  paths: readonly Path[],
  makesSame: (options: Plain) => boolean,
): Plain {
  return paths.reduce((options, path) => {
    if (valueAt(options, path) === undefined) return options;
    const without = withValueAt(options, path, undefined) as Plain;
    return makesSame(without) ? without : options;
  }, start);
}

/** The options from which the library makes a definition, without what it fills in by itself. */
export function shortest(definition: GadgetDefinition): Plain {
  const whole = definition as unknown as Plain;
  const makesSame = (options: Plain): boolean => isSame(defineGadget(options), definition);
  const withPresets = { ...whole, functions: functionsOf(whole).map(withPreset) };
  const start = makesSame(withPresets) ? withPresets : whole;
  return withoutNeedless(start, candidates(start), makesSame);
}

/** The same for a network. */
export function shortestNetwork(definition: NetworkDefinition): Plain {
  const whole = definition as unknown as Plain;
  const { dhcp } = whole;
  const below = isObject(dhcp) ? Object.keys(dhcp).map((key): Path => ['dhcp', key]) : [];
  const paths = [...below, ...Object.keys(whole).map((key): Path => [key])];
  return withoutNeedless(whole, paths, (options) => isSame(defineNetwork(options), definition));
}
