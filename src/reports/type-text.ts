import { keyStrokes } from './key-strokes.js';
import { keyboardReport, type KeyboardPresetName } from './keyboard-report.js';
import type { KeyboardLayout } from './keyboard-layout.js';
import type { KeyboardLayoutName } from './layouts.js';

/**
 * The reports of a hand that types a text: every key is let go before the next, and a modifier is down before its key and up after it, each
 * in a report of its own, as some hosts and remote consoles want it. After the last report no key is down.
 *
 * @param layout - what the host is set to: its name, or one of your own.
 * @param preset - whose reports. Default `keyboard`.
 * @throws {@link GadgetError} HID_CHARACTER, an issue for each character that the layout lacks, which it names.
 *
 * @example
 * ```ts
 * for (const report of typeText('Grüße\n', 'german')) writeSync(keyboard, report);
 * ```
 */
export function typeText(
  text: string,
  layout: KeyboardLayoutName | KeyboardLayout,
  preset: KeyboardPresetName = 'keyboard',
): Uint8Array[] {
  const reports: Uint8Array[] = [];
  let held = '';
  for (const { key, modifiers } of keyStrokes(text, layout)) {
    if (modifiers.join() !== held) reports.push(keyboardReport(modifiers, preset));
    reports.push(keyboardReport([...modifiers, key], preset), keyboardReport(modifiers, preset));
    held = modifiers.join();
  }
  if (held) reports.push(keyboardReport([], preset));
  return reports;
}
