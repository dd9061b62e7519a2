import { once } from '../options/once.js';
import type { KeyName } from './key-names.js';

/**
 * Keys by their names in the W3C's UI Events code values, as runs of the usages of the Keyboard page that begin at the number
 * (HID Usage Tables, section 10). Backslash is also the key beside Enter of keyboards with 105 keys, which has a usage of its own (0x32)
 * that hosts take for the same.
 */
const runs = {
  0x04: 'KeyA KeyB KeyC KeyD KeyE KeyF KeyG KeyH KeyI KeyJ KeyK KeyL KeyM KeyN KeyO KeyP KeyQ KeyR KeyS KeyT KeyU KeyV KeyW KeyX KeyY KeyZ',
  0x1e: 'Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0',
  0x28: 'Enter Escape Backspace Tab Space Minus Equal BracketLeft BracketRight Backslash',
  0x33: 'Semicolon Quote Backquote Comma Period Slash CapsLock',
  0x3a: 'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 PrintScreen ScrollLock Pause',
  0x49: 'Insert Home PageUp Delete End PageDown ArrowRight ArrowLeft ArrowDown ArrowUp',
  0x53: 'NumLock NumpadDivide NumpadMultiply NumpadSubtract NumpadAdd NumpadEnter',
  0x59: 'Numpad1 Numpad2 Numpad3 Numpad4 Numpad5 Numpad6 Numpad7 Numpad8 Numpad9 Numpad0 NumpadDecimal',
  0x64: 'IntlBackslash ContextMenu Power NumpadEqual F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24',
  0x74: 'Open Help Props Select',
  0x79: 'Again Undo Cut Copy Paste Find AudioVolumeMute AudioVolumeUp AudioVolumeDown',
  0x85: 'NumpadComma',
  0x87: 'IntlRo KanaMode IntlYen Convert NonConvert',
  0x90: 'Lang1 Lang2 Lang3 Lang4 Lang5',
  0xe0: 'ControlLeft ShiftLeft AltLeft MetaLeft ControlRight ShiftRight AltRight MetaRight',
} as const;

type Word<Words extends string> = Words extends `${infer First} ${infer Rest}` ? First | Word<Rest> : Words;

/** The usage of each key on the Keyboard page. */
export const keyUsages: () => Readonly<Record<KeyName, number>> = once(
  () =>
    Object.fromEntries(
      Object.entries(runs).flatMap(([first, names]) =>
        names.split(' ').map((name, index) => [name, Number(first) + index]),
      ),
    ) as Record<Word<(typeof runs)[keyof typeof runs]>, number>,
);

/** The names of all keys that a keyboard of the presets has. */
export function keyNames(): readonly KeyName[] {
  return Object.keys(keyUsages()) as KeyName[];
}
