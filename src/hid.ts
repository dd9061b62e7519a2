/**
 * What is written for human interface devices: report descriptors in the words of the standard, and the reports of the ready-made keyboards,
 * mice, touch screen, keys and gamepad. All of it pure.
 *
 * @packageDocumentation
 */
export {
  collection,
  feature,
  input,
  item,
  logicalMaximum,
  logicalMinimum,
  output,
  physicalMaximum,
  physicalMinimum,
  pop,
  push,
  reportCount,
  reportId,
  reportSize,
  unit,
  unitExponent,
  usage,
  usageMaximum,
  usageMinimum,
  usagePage,
  type DescriptorPart,
  type FieldItem,
  type NumberItem,
  type UsageItem,
  type WordedItem,
} from './reports/descriptor-items.js';
export type { CollectionName, FieldWord, UsageName, UsagePageName } from './reports/descriptor-words.js';
export { reportDescriptor } from './reports/report-descriptor.js';

export { keyNames, keyUsages } from './reports/key-codes.js';
export type { KeyName } from './reports/key-names.js';
export { keyboardReport, pressKeys, type KeyboardPresetName } from './reports/keyboard-report.js';
export { readLights, type KeyboardLights } from './reports/keyboard-lights.js';
export { deadKeys, type DeadKey, type KeyboardLayout, type KeyboardRows } from './reports/keyboard-layout.js';
export { keyboardLayouts, type KeyboardLayoutName } from './reports/layouts.js';
export { keyStrokes, typeableCharacters, type KeyStroke } from './reports/key-strokes.js';
export { typeText } from './reports/type-text.js';

export {
  absoluteMouseReports,
  relativeMouseReports,
  screenPosition,
  type MouseButton,
  type MouseButtonName,
  type MouseMovement,
  type MousePosition,
  type MouseShape,
  type MouseState,
} from './reports/mouse-report.js';
export { touchReport, touchReports, type TouchContact, type TouchFrame } from './reports/touch-report.js';
export {
  gamepadReport,
  type GamepadButton,
  type GamepadButtonName,
  type GamepadState,
  type HatDirection,
  type StickPosition,
} from './reports/gamepad-report.js';
export {
  consumerKeyNames,
  consumerReport,
  pressConsumerKey,
  pressSystemKey,
  type ConsumerKey,
  type ConsumerKeyName,
  type SystemKey,
} from './reports/control-reports.js';
