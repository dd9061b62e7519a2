import { GadgetError, issue } from '../errors.js';
import { named } from './checked.js';
import type { KeyName } from './key-names.js';
import { commonKeys, deadKeys, keyRows, type KeyboardLayout, type KeyboardRows } from './keyboard-layout.js';
import { keyboardLayouts, type KeyboardLayoutName } from './layouts.js';

/** A key that is pressed once, with what is held meanwhile. */
export interface KeyStroke {
  /** The key. */
  readonly key: KeyName;
  /** What is held: ShiftLeft, AltRight, or nothing. */
  readonly modifiers: readonly KeyName[];
}

type Strokes = ReadonlyMap<string, readonly KeyStroke[]>;

function levelStrokes(rows: KeyboardRows, modifiers: readonly KeyName[]): [string, KeyStroke][] {
  return rows.flatMap((row, number) => {
    const keys = keyRows[number]?.split(' ') ?? [];
    return Array.from(row, (character, index): [string, KeyStroke] => [
      character,
      { key: keys[index] as KeyName, modifiers },
    ]).filter(([character]) => character !== ' ');
  });
}

/** What a host makes of a dead key with each key that may follow it. */
function accented(
  dead: KeyStroke,
  marker: string,
  single: ReadonlyMap<string, KeyStroke>,
): [string, KeyStroke[]][] {
  const { mark, alone, letters } = deadKeys[marker]!;
  const after = Array.from(letters, (letter): [string, KeyStroke | undefined] => [
    (letter + mark).normalize('NFC'),
    single.get(letter),
  ]);
  if (alone !== undefined) after.push([alone, single.get(' ')]);
  return after.flatMap(([character, stroke]) => (stroke ? [[character, [dead, stroke]]] : []));
}

/** For every character that a layout has, the shortest way to it. */
function strokesOf({ plain, shift, altGr }: KeyboardLayout): Strokes {
  const levels = [
    ...Object.entries(commonKeys).map(([character, key]): [string, KeyStroke] => [
      character,
      { key, modifiers: [] },
    ]),
    ...levelStrokes(plain, []),
    ...levelStrokes(shift, ['ShiftLeft']),
    ...(altGr ? levelStrokes(altGr, ['AltRight']) : []),
  ];
  const single = new Map([...levels].reverse());
  const strokes = new Map<string, readonly KeyStroke[]>();
  for (const [marker, dead] of levels)
    if (marker in deadKeys)
      for (const [character, both] of accented(dead, marker, single)) strokes.set(character, both);
  for (const [character, stroke] of single) if (!(character in deadKeys)) strokes.set(character, [stroke]);
  return strokes;
}

const known = new WeakMap<KeyboardLayout, Strokes>();

function strokesFor(layout: KeyboardLayoutName | KeyboardLayout): Strokes {
  const table = typeof layout === 'string' ? named(keyboardLayouts, layout, 'layout') : layout;
  let strokes = known.get(table);
  if (!strokes) known.set(table, (strokes = strokesOf(table)));
  return strokes;
}

/** The characters that can be typed on a layout. */
export function typeableCharacters(layout: KeyboardLayoutName | KeyboardLayout): string[] {
  return [...strokesFor(layout).keys()];
}

/**
 * The keys to press for a text, on a host that is set to the layout and has Caps Lock off. Line ends of every kind are Enter, a tab is Tab;
 * letters and their accents may be apart (Unicode's form D).
 *
 * @throws {@link GadgetError} HID_CHARACTER, an issue for each character that the layout lacks, which it names.
 */
export function keyStrokes(text: string, layout: KeyboardLayoutName | KeyboardLayout): KeyStroke[] {
  const strokes = strokesFor(layout);
  const missing = new Map<string, number>();
  const name = typeof layout === 'string' ? `layout "${layout}"` : 'layout';
  const found = Array.from(text.normalize('NFC').replace(/\r\n?/g, '\n')).flatMap((character, index) => {
    const keys = strokes.get(character);
    if (!keys && !missing.has(character)) missing.set(character, index);
    return keys ?? [];
  });
  if (!missing.size) return found;
  throw new GadgetError(
    Array.from(missing, ([character, index]) => {
      const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      const message = `The ${name} has no character "${character}" (U+${code}).`;
      return issue('HID_CHARACTER', `text[${index}]`, message, 'Leave it out, or use a layout that has it.');
    }),
  );
}
