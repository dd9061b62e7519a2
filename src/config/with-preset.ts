import { defineFunctions, type FunctionDefinition } from '../functions/drivers.js';
import { hidPresetNames } from '../hid/presets.js';

/** Every ready-made device; of most, the wheel makes no other one. */
const readyMade = hidPresetNames.flatMap((preset) => [{ preset }, { preset, horizontalWheel: false }]);

/** The same HID function with the name of a ready-made device in place of all that this fixes; anything else as it is. */
export function withPreset(definition: FunctionDefinition): FunctionDefinition {
  if (definition.driver !== 'hid') return definition;
  const { driver, name, ...given } = definition;
  for (const options of readyMade) {
    const [made] = defineFunctions([{ driver, name, ...options }]);
    const fixed = Object.entries(made!);
    if (fixed.every(([key, value]) => definition[key as keyof FunctionDefinition] === value)) {
      const rest = Object.entries(given).filter(([key]) => !(key in made!));
      return { driver, name, ...options, ...Object.fromEntries(rest) } as unknown as FunctionDefinition;
    }
  }
  return definition;
}
