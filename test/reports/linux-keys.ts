// What a Linux host makes of keys, told independently of src/reports.
import { readFileSync } from 'node:fs';

/** The kernel's key codes by the W3C's names for the keys, as runs that begin at the number (include/uapi/linux/input-event-codes.h). */
const codeRuns: Readonly<Record<number, string>> = {
  1: 'Escape Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal Backspace Tab',
  16: 'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Enter ControlLeft',
  30: 'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backquote ShiftLeft Backslash',
  44: 'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash ShiftRight NumpadMultiply AltLeft Space CapsLock',
  59: 'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 NumLock ScrollLock Numpad7 Numpad8 Numpad9 NumpadSubtract Numpad4 Numpad5 Numpad6',
  78: 'NumpadAdd Numpad1 Numpad2 Numpad3 Numpad0 NumpadDecimal',
  85: 'Lang5 IntlBackslash F11 F12 IntlRo Lang3 Lang4 Convert KanaMode NonConvert',
  96: 'NumpadEnter ControlRight NumpadDivide PrintScreen AltRight',
  102: 'Home ArrowUp PageUp ArrowLeft ArrowRight End ArrowDown PageDown Insert Delete',
  113: 'AudioVolumeMute AudioVolumeDown AudioVolumeUp Power NumpadEqual',
  119: 'Pause',
  121: 'NumpadComma Lang1 Lang2 IntlYen MetaLeft MetaRight ContextMenu',
  129: 'Again Props Undo Select Copy Open Paste Find Cut Help',
  183: 'F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24',
};

/** The kernel's key code of each key, by the W3C's name for it. */
export const linuxCodes: ReadonlyMap<string, number> = new Map(
  Object.entries(codeRuns).flatMap(([first, names]) =>
    names.split(' ').map((name, index): [string, number] => [name, Number(first) + index]),
  ),
);

/** The kernel's key codes by usages of the Keyboard page, as runs that begin at the number (drivers/hid/hid-input.c, hid_keyboard). */
// prettier-ignore
const usageRuns: Readonly<Record<number, readonly number[]>> = {
  0x04: [30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47, 17, 45, 21, 44],
  0x1e: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 28, 1, 14, 15, 57, 12, 13, 26, 27, 43, 43, 39, 40, 41, 51, 52, 53, 58],
  0x3a: [59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 87, 88, 99, 70, 119, 110, 102, 104, 111, 107, 109, 106, 105, 108, 103],
  0x53: [69, 98, 55, 74, 78, 96, 79, 80, 81, 75, 76, 77, 71, 72, 73, 82, 83, 86, 127, 116, 117],
  0x68: [183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 134, 138, 130, 132, 128, 129, 131, 137, 133, 135, 136, 113, 115, 114],
  0x85: [121],
  0x87: [89, 93, 124, 92, 94],
  0x90: [122, 123, 90, 91, 85],
  0xe0: [29, 42, 56, 125, 97, 54, 100, 126],
};

const codesOfUsages = new Map(
  Object.entries(usageRuns).flatMap(([first, codes]) =>
    codes.map((code, index): [number, number] => [Number(first) + index, code]),
  ),
);

/** A key that went down, or up, by the kernel's code. */
export interface KeyEvent {
  readonly code: number;
  readonly down: boolean;
}

function usagesIn(report: Uint8Array): number[] {
  const modifiers = [...Array(8).keys()].filter((bit) => report[0]! & (1 << bit)).map((bit) => 0xe0 + bit);
  if (report.length === 8) return [...modifiers, ...report.subarray(2).filter((usage) => usage > 3)];
  const bits = [...Array(224).keys()].filter((usage) => report[1 + (usage >> 3)]! & (1 << (usage & 7)));
  return [...modifiers, ...bits];
}

/** What a Linux host notices of a keyboard's reports; of each, what goes up first. */
export function keyEvents(reports: readonly Uint8Array[]): KeyEvent[] {
  let before: readonly number[] = [];
  return reports.flatMap((report) => {
    const now = usagesIn(report);
    const up = before.filter((usage) => !now.includes(usage));
    const down = now.filter((usage) => !before.includes(usage));
    before = now;
    const event = (usage: number, isDown: boolean): KeyEvent => ({
      code: codesOfUsages.get(usage) ?? NaN,
      down: isDown,
    });
    return [...up.map((usage) => event(usage, false)), ...down.map((usage) => event(usage, true))];
  });
}

/** For each key code what it gives alone, with Shift, with AltGr. */
type Recorded = Readonly<Record<string, readonly [string, string, string]>>;

/** Recorded by test/lab/programs/record-keyboard-layouts.py. */
const recorded = JSON.parse(readFileSync('test/fixtures/keyboard-layouts.json', 'utf8')) as Readonly<
  Record<string, Recorded>
> & { readonly dead: Readonly<Record<string, Readonly<Record<string, string>>>> };

/** Windows has these two dead where Linux has them plain. */
const deadOnWindows: Readonly<Record<string, string>> = { '3': 'dead_tilde', '8': 'dead_grave' };

const layoutNamed = (name: string): Recorded =>
  name === 'french'
    ? Object.fromEntries(
        Object.entries(recorded['french-linux']!).map(([code, [plain, shift, altGr]]) => [
          code,
          [plain, shift, deadOnWindows[code] ?? altGr],
        ]),
      )
    : recorded[name]!;

/** What dead keys give where the French layout of Linux has none to record. */
const moreDead: typeof recorded.dead = {
  dead_tilde: { ' ': '~', a: 'ã', n: 'ñ', o: 'õ', A: 'Ã', N: 'Ñ', O: 'Õ' },
};

const shiftKeys = [42, 54];
const altGrKey = 100;

/** The text that a program on a host of that layout gets from key events; U+FFFD for keys that give none. */
export function textOf(events: readonly KeyEvent[], layout: string): string {
  const keys = layoutNamed(layout);
  const held = new Set<number>();
  let dead = '';
  let text = '';
  for (const { code, down } of events) {
    if (!down) held.delete(code);
    else held.add(code);
    if (!down || shiftKeys.includes(code) || code === altGrKey) continue;
    const level = held.has(altGrKey) ? 2 : shiftKeys.some((key) => held.has(key)) ? 1 : 0;
    const given = code === 28 ? '\n' : (keys[code]?.[level] ?? '\ufffd');
    if (given.startsWith('dead_')) dead = given;
    else {
      text += dead ? ((recorded.dead[dead] ?? moreDead[dead])?.[given] ?? '\ufffd') : given;
      dead = '';
    }
  }
  return text;
}
