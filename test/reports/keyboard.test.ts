import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GadgetError, hidPreset } from 'usb-gadget';
import {
  keyboardReport,
  keyNames,
  keyUsages,
  pressKeys,
  readLights,
  type KeyboardPresetName,
  type KeyName,
} from 'usb-gadget/hid';
import { keyEvents, linuxCodes } from './linux-keys.js';

const hex = (report: Uint8Array): string => Buffer.from(report).toString('hex');
const presets: readonly KeyboardPresetName[] = ['keyboard', 'rollover-keyboard'];

test('a report tells modifiers as bits and keys as usages', () => {
  assert.equal(hex(keyboardReport([])), '0000000000000000');
  assert.equal(hex(keyboardReport(['KeyA'])), '0000040000000000');
  assert.equal(hex(keyboardReport(['ControlLeft', 'AltLeft', 'Delete'])), '05004c0000000000');
  assert.equal(hex(keyboardReport(['ShiftRight', 'MetaRight'])), 'a000000000000000');
  assert.equal(hex(keyboardReport(['KeyA', 'KeyA'])), '0000040000000000');
});

test('a boot keyboard with more than six keys down says that it cannot tell which, but tells the modifiers', () => {
  const six: readonly KeyName[] = ['KeyA', 'KeyB', 'KeyC', 'KeyD', 'KeyE', 'KeyF'];
  assert.equal(hex(keyboardReport(six)), '0000040506070809');
  assert.equal(hex(keyboardReport([...six, 'ShiftLeft'])), '0200040506070809');
  assert.equal(hex(keyboardReport([...six, 'KeyG', 'ShiftLeft'])), '0200010101010101');
});

test('a rollover keyboard tells a bit for each key', () => {
  assert.equal(
    hex(keyboardReport(['AltRight', 'KeyD', 'KeyE'], 'rollover-keyboard')),
    '4080' + '01'.padEnd(54, '0'),
  );
});

test('keys are pressed one after the other, and let go in the opposite order', () => {
  assert.deepEqual(pressKeys(['ControlLeft', 'KeyC']).map(hex), [
    '0100000000000000',
    '0100060000000000',
    '0100000000000000',
    '0000000000000000',
  ]);
  assert.deepEqual(pressKeys([]).map(hex), ['0000000000000000']);
});

test('a Linux host takes every key for the one that is named', () => {
  assert.deepEqual([...linuxCodes.keys()].sort(), [...keyNames()].sort());
  for (const preset of presets)
    for (const name of keyNames())
      assert.deepEqual(
        keyEvents(pressKeys([name], preset)),
        [
          { code: linuxCodes.get(name), down: true },
          { code: linuxCodes.get(name), down: false },
        ],
        name,
      );
});

test('whichever keys are down, a rollover keyboard tells them all, and a boot keyboard six', () => {
  const anyKeys = fc.uniqueArray(fc.constantFrom(...keyNames()));
  fc.assert(
    fc.property(anyKeys, (keys) => {
      const codes = keys.map((key) => linuxCodes.get(key)!).sort((one, other) => one - other);
      for (const preset of presets) {
        const report = keyboardReport(keys, preset);
        assert.equal(report.length, hidPreset(preset).reportLength);
        if (preset === 'keyboard' && keys.filter((key) => keyUsages()[key] < 0xe0).length > 6) continue;
        const seen = keyEvents([report]).map(({ code }) => code);
        assert.deepEqual(
          seen.sort((one, other) => one - other),
          codes,
        );
      }
    }),
  );
});

test('a key that is none is refused by its name', () => {
  assert.throws(
    () => keyboardReport(['KeyA', 'Ctrl' as KeyName]),
    (error) => error instanceof GadgetError && error.code === 'VALUE_FORMAT' && error.path === 'keys[1]',
  );
});

test('the lights are the bits of the LED page', () => {
  const lit = (byte: number): string[] =>
    Object.entries(readLights(Uint8Array.of(byte)))
      .filter(([, on]) => on)
      .map(([name]) => name);
  assert.deepEqual(lit(0), []);
  assert.deepEqual(lit(1), ['numLock']);
  assert.deepEqual(lit(2), ['capsLock']);
  assert.deepEqual(lit(4), ['scrollLock']);
  assert.deepEqual(lit(0x1f), ['numLock', 'capsLock', 'scrollLock', 'compose', 'kana']);
  assert.equal(readLights(new Uint8Array()).capsLock, false);
});
