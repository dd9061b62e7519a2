import type { KeyName } from './key-names.js';

/**
 * The characters of a keyboard, as a host that is set to it takes them: for each level a string for each row of keys, a character for each
 * key, and a space for a key that has none there. A character that stands for a dead key is one of those of {@link deadKeys}.
 *
 * The rows are: Backquote, Digit1 to Digit0, Minus, Equal; KeyQ to KeyP, BracketLeft, BracketRight; KeyA to KeyL, Semicolon, Quote,
 * Backslash; IntlBackslash (between ShiftLeft and KeyZ), KeyZ to KeyM, Comma, Period, Slash.
 */
export interface KeyboardLayout {
  /** Without a modifier. */
  readonly plain: KeyboardRows;
  /** With Shift. */
  readonly shift: KeyboardRows;
  /** With AltGr, the right Alt. Default: nothing. */
  readonly altGr?: KeyboardRows;
}

/** The characters of one level: 13, 12, 12 and 11. */
export type KeyboardRows = readonly [string, string, string, string];

/** The keys that characters are on, row by row. */
export const keyRows: readonly string[] = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backslash',
  'IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
];

/** The keys that give the same on every keyboard. */
export const commonKeys: Readonly<Record<string, KeyName>> = { ' ': 'Space', '\n': 'Enter', '\t': 'Tab' };

/** A key that gives nothing by itself, and an accent to the letter after it. */
export interface DeadKey {
  /** The accent as Unicode's combining character. */
  readonly mark: string;
  /** What the space bar after it gives, where all hosts agree. */
  readonly alone?: string;
  /** The letters that Windows and Linux put it on. */
  readonly letters: string;
}

/** Dead keys by the characters that stand for them in a {@link KeyboardLayout}. */
export const deadKeys: Readonly<Record<string, DeadKey>> = {
  // After an acute or a diaeresis Windows gives the accent for a space, Linux ' or ".
  ˆ: { mark: '\u0302', alone: '^', letters: 'aeiouAEIOU' },
  '´': { mark: '\u0301', letters: 'aeiouyAEIOUY' },
  ˋ: { mark: '\u0300', alone: '`', letters: 'aeiouAEIOU' },
  '¨': { mark: '\u0308', letters: 'aeiouyAEIOU' },
  '˜': { mark: '\u0303', alone: '~', letters: 'anoANO' },
};
