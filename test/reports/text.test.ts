import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GadgetError } from 'usb-gadget';
import {
  deadKeys,
  keyboardLayouts,
  keyStrokes,
  typeableCharacters,
  typeText,
  type KeyboardLayout,
  type KeyboardLayoutName,
} from 'usb-gadget/hid';
import { keyRows } from '../../src/reports/keyboard-layout.js';
import { keyEvents, textOf } from './linux-keys.js';

const layouts = Object.keys(keyboardLayouts) as KeyboardLayoutName[];
const printableAscii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const hex = (report: Uint8Array): string => Buffer.from(report).toString('hex');

for (const layout of layouts) {
  test(`${layout}: each level has a character for every key`, () => {
    for (const rows of Object.values(keyboardLayouts[layout]) as readonly (readonly string[])[])
      assert.deepEqual(
        rows.map((row) => [...row].length),
        keyRows.map((row) => row.split(' ').length),
      );
  });

  test(`${layout}: every printable ASCII character, Enter and Tab can be typed`, () => {
    const typeable = typeableCharacters(layout);
    assert.deepEqual(
      [...printableAscii, '\n', '\t'].filter((character) => !typeable.includes(character)),
      [],
    );
  });

  test(`${layout}: a host of that layout reads every character as it was meant`, () => {
    for (const character of typeableCharacters(layout))
      for (const preset of ['keyboard', 'rollover-keyboard'] as const)
        assert.equal(textOf(keyEvents(typeText(character, layout, preset)), layout), character);
  });

  test(`${layout}: and every text, whatever follows what`, () => {
    const anyText = fc.array(fc.constantFrom(...typeableCharacters(layout))).map((all) => all.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        const reports = typeText(text, layout);
        assert.equal(textOf(keyEvents(reports), layout), text);
        assert.equal(hex(reports.at(-1) ?? new Uint8Array(8)), '0000000000000000');
      }),
    );
  });
}

test('a modifier is down before its key and up after it, and every key is let go before the next', () => {
  assert.deepEqual(typeText('aAA@', 'us').map(hex), [
    '0000040000000000',
    '0000000000000000',
    '0200000000000000',
    '0200040000000000',
    '0200000000000000',
    '0200040000000000',
    '0200000000000000',
    '02001f0000000000',
    '0200000000000000',
    '0000000000000000',
  ]);
});

const strokes: readonly (readonly [KeyboardLayoutName, string, string])[] = [
  ['us', '"', 'ShiftLeft+Quote'],
  ['uk', '"', 'ShiftLeft+Digit2'],
  ['uk', '\\', 'IntlBackslash'],
  ['german', 'y', 'KeyZ'],
  ['german', '@', 'AltRight+KeyQ'],
  ['german', '^', 'Backquote Space'],
  ['german', 'é', 'Equal KeyE'],
  ['german', 'ê', 'Backquote KeyE'],
  ['german', 'È', 'ShiftLeft+Equal ShiftLeft+KeyE'],
  ['french', 'a', 'KeyQ'],
  ['french', '1', 'ShiftLeft+Digit1'],
  ['french', '^', 'AltRight+Digit9'],
  ['french', 'ê', 'BracketLeft KeyE'],
  ['french', 'Ë', 'ShiftLeft+BracketLeft ShiftLeft+KeyE'],
  ['french', '~', 'AltRight+Digit2 Space'],
  ['french-linux', '~', 'AltRight+Digit2'],
];

for (const [layout, character, keys] of strokes)
  test(`${layout}: ${character} is ${keys}`, () => {
    const found = keyStrokes(character, layout).map(({ key, modifiers }) => [...modifiers, key].join('+'));
    assert.equal(found.join(' '), keys);
  });

test('line ends of all kinds are Enter, and accents may come after their letters', () => {
  assert.deepEqual(keyStrokes('a\r\nb\rc\n', 'us'), keyStrokes('a\nb\nc\n', 'us'));
  assert.deepEqual(keyStrokes('e\u0301', 'french'), keyStrokes('é', 'french'));
});

test('each character that the layout lacks is an issue of its own, with its place', () => {
  assert.throws(
    () => typeText('aéb€é', 'us'),
    (error) => {
      assert.ok(error instanceof GadgetError);
      assert.deepEqual(
        error.issues.map(({ code, path, message }) => [code, path, message]),
        [
          ['HID_CHARACTER', 'text[1]', 'The layout "us" has no character "é" (U+00E9).'],
          ['HID_CHARACTER', 'text[3]', 'The layout "us" has no character "€" (U+20AC).'],
        ],
      );
      return true;
    },
  );
});

test('a layout that is not known is refused', () => {
  assert.throws(() => typeText('a', 'dvorak' as KeyboardLayoutName), /"dvorak"/);
});

test('a layout of your own is as good', () => {
  const us = keyboardLayouts.us;
  const dvorak: KeyboardLayout = {
    plain: ['`1234567890[]', "',.pyfgcrl/=", 'aoeuidhtns-\\', ' ;qjkxbmwvz'],
    shift: us.shift,
  };
  assert.deepEqual(keyStrokes('s', dvorak), [{ key: 'Semicolon', modifiers: [] }]);
  assert.throws(() => keyStrokes('ß', dvorak), /The layout has no character "ß"/);
});

test('dead keys give accents that Unicode has', () => {
  for (const { mark, letters } of Object.values(deadKeys))
    for (const letter of letters) assert.equal([...(letter + mark).normalize('NFC')].length, 1);
});
