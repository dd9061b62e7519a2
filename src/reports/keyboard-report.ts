import type { HidPresetName } from '../hid/presets.js';
import { named } from './checked.js';
import { keyUsages } from './key-codes.js';
import type { KeyName } from './key-names.js';

/** Which ready-made keyboard a report is for. */
export type KeyboardPresetName = Extract<HidPresetName, 'keyboard' | 'rollover-keyboard'>;

/** The usage of the first modifier; each of the eight has a bit (HID 1.11, appendix B.1). */
const firstModifier = 0xe0;

/** Where the keys are in the report of a boot keyboard, and how many there is room for. */
const bootKeys = 2;
const mostBootKeys = 6;

/** The usage that fills the report when more keys are down than it has room for (HID 1.11, appendix C). */
const errorRollOver = 1;

const forms: Readonly<Record<KeyboardPresetName, (usages: readonly number[]) => Uint8Array>> = {
  keyboard(usages) {
    const report = new Uint8Array(8);
    if (usages.length > mostBootKeys) report.fill(errorRollOver, bootKeys);
    else report.set(usages, bootKeys);
    return report;
  },
  'rollover-keyboard'(usages) {
    const report = new Uint8Array(29);
    for (const usage of usages) report[1 + (usage >> 3)]! |= 1 << (usage & 7);
    return report;
  },
};

/**
 * The report that tells which keys are down, all others being up.
 *
 * A boot keyboard tells six keys and any number of modifiers; with more, its report says that it cannot tell which.
 *
 * @param preset - whose report. Default `keyboard`.
 * @throws {@link GadgetError} VALUE_FORMAT for a key that is none.
 *
 * @example
 * ```ts
 * keyboardReport(['ControlLeft', 'KeyC']); // 01 00 06 00 00 00 00 00
 * keyboardReport([]); // every key is up
 * ```
 */
export function keyboardReport(
  keys: readonly KeyName[],
  preset: KeyboardPresetName = 'keyboard',
): Uint8Array {
  const all = new Set(keys.map((key, index) => named(keyUsages(), key, `keys[${index}]`)));
  const usages = [...all].filter((usage) => usage < firstModifier);
  const report = named(forms, preset, 'preset')(usages);
  for (const usage of all) if (usage >= firstModifier) report[0]! |= 1 << (usage - firstModifier);
  return report;
}

/**
 * The reports of a hand that presses keys one after the other, holds them, and lets them go, the last first.
 *
 * @throws {@link GadgetError} VALUE_FORMAT for a key that is none.
 *
 * @example
 * ```ts
 * pressKeys(['ControlLeft', 'AltLeft', 'Delete']); // six reports
 * ```
 */
export function pressKeys(keys: readonly KeyName[], preset: KeyboardPresetName = 'keyboard'): Uint8Array[] {
  const held = keys.map((_, index) => keyboardReport(keys.slice(0, index + 1), preset));
  return [...held, ...held.slice(0, -1).reverse(), keyboardReport([], preset)];
}
