import type { ReportItem } from './encode.js';
import { collections, fieldFlags, genericDesktop, keyboard, led, usagePages } from './usages.js';

const { constant, variable } = fieldFlags;

/** Eight bits, one for each modifier key, then the keys of a kind of keyboard with five LEDs out (HID 1.11, appendix B.1). */
function keyboardItems(keys: readonly ReportItem[], afterModifiers: readonly ReportItem[]): ReportItem[] {
  return [
    ['usagePage', usagePages.genericDesktop],
    ['usage', genericDesktop.keyboard],
    ['collection', collections.application],
    ['usagePage', usagePages.keyboard],
    ['usageMinimum', keyboard.leftControl],
    ['usageMaximum', keyboard.rightGui],
    ['logicalMinimum', 0],
    ['logicalMaximum', 1],
    ['reportSize', 1],
    ['reportCount', 8],
    ['input', variable],
    ...afterModifiers,
    ['reportCount', led.kana],
    ['reportSize', 1],
    ['usagePage', usagePages.led],
    ['usageMinimum', led.numLock],
    ['usageMaximum', led.kana],
    ['output', variable],
    ['reportCount', 1],
    ['reportSize', 3],
    ['output', constant],
    ...keys,
    ['endCollection'],
  ];
}

/** The boot keyboard (HID 1.11, appendix B.1) with every key code up to 255: modifiers, a reserved byte, six keys; five LEDs out. */
export const bootKeyboardItems = (): readonly ReportItem[] =>
  keyboardItems(
    [
      ['reportCount', 6],
      ['reportSize', 8],
      ['logicalMinimum', 0],
      ['logicalMaximum', 255],
      ['usagePage', usagePages.keyboard],
      ['usageMinimum', 0],
      // Two bytes though one holds it: PiKVM's descriptor, to the byte.
      ['usageMaximum', 255, 2],
      ['input', 0],
    ],
    [
      ['reportCount', 1],
      ['reportSize', 8],
      ['input', constant],
    ],
  );

/** Keys below the modifiers, each of which has a bit in the reports of the keyboard that tells any number of keys: usages 0 to 223. */
const rolloverKeys = 224;

/** A keyboard that tells any number of keys at once: modifiers, then one bit for each usage from 0; five LEDs out. */
export const rolloverKeyboardItems = (): readonly ReportItem[] =>
  keyboardItems(
    [
      ['reportCount', rolloverKeys],
      ['reportSize', 1],
      ['usagePage', usagePages.keyboard],
      ['usageMinimum', 0],
      ['usageMaximum', rolloverKeys - 1],
      ['input', variable],
    ],
    [],
  );
