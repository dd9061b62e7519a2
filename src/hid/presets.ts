import { encodeReportDescriptor, type ReportItem } from './encode.js';
import { reportLength } from './read.js';
import { collections, consumer, fieldFlags, genericDesktop, keyboard, led, usagePages } from './usages.js';

/** Name of a ready-made HID function. */
export type HidPresetName = 'keyboard' | 'absolute-mouse' | 'relative-mouse';

/** What a ready-made HID function is set up with. */
export interface HidPreset {
  /** The report descriptor as lower-case hex text. */
  readonly reportDescriptor: string;
  /** Bytes of the longest input report. */
  readonly reportLength: number;
  /** `bInterfaceProtocol` (HID 1.11, 4.3): 1 keyboard, 2 mouse, 0 neither. */
  readonly protocol: number;
  /** `bInterfaceSubClass` (HID 1.11, 4.2): 1 if firmware may use it by the boot protocol, else 0. */
  readonly subclass: number;
}

const { constant, variable, relative } = fieldFlags;

/** The boot keyboard (HID 1.11, appendix B.1) with every key code up to 255: modifiers, a reserved byte, six keys; five LEDs out. */
const keyboardItems: readonly ReportItem[] = [
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
  ['reportCount', 1],
  ['reportSize', 8],
  ['input', constant],
  ['reportCount', led.kana],
  ['reportSize', 1],
  ['usagePage', usagePages.led],
  ['usageMinimum', led.numLock],
  ['usageMaximum', led.kana],
  ['output', variable],
  ['reportCount', 1],
  ['reportSize', 3],
  ['output', constant],
  ['reportCount', 6],
  ['reportSize', 8],
  ['logicalMinimum', 0],
  ['logicalMaximum', 255],
  ['usagePage', usagePages.keyboard],
  ['usageMinimum', 0],
  // Two bytes though one holds it: PiKVM's descriptor, to the byte.
  ['usageMaximum', 255, 2],
  ['input', 0],
  ['endCollection'],
];

const mouseStart: readonly ReportItem[] = [
  ['usagePage', usagePages.genericDesktop],
  ['usage', genericDesktop.mouse],
  ['collection', collections.application],
  ['usage', genericDesktop.pointer],
  ['collection', collections.physical],
  ['usagePage', usagePages.button],
  ['usageMinimum', 1],
  ['usageMaximum', 8],
  ['logicalMinimum', 0],
  ['logicalMaximum', 1],
  ['reportCount', 8],
  ['reportSize', 1],
  ['input', variable],
  ['usagePage', usagePages.genericDesktop],
  ['usage', genericDesktop.x],
  ['usage', genericDesktop.y],
];

function signedBytes(count: number): readonly ReportItem[] {
  return [
    ['logicalMinimum', -127],
    ['logicalMaximum', 127],
    ['reportSize', 8],
    ['reportCount', count],
    ['input', variable | relative],
  ];
}

const absolutePosition: readonly ReportItem[] = [
  ['logicalMinimum', 0, 2],
  ['logicalMaximum', 32767],
  ['reportSize', 16],
  ['reportCount', 2],
  ['input', variable],
];

function mouseItems(position: readonly ReportItem[], horizontalWheel: boolean): readonly ReportItem[] {
  const pan: readonly ReportItem[] = [
    ['usagePage', usagePages.consumer],
    ['usage', consumer.acPan],
    ...signedBytes(1),
  ];
  return [...mouseStart, ...position, ...(horizontalWheel ? pan : []), ['endCollection'], ['endCollection']];
}

interface Row {
  readonly protocol: number;
  readonly subclass: number;
  readonly items: (horizontalWheel: boolean) => readonly ReportItem[];
}

const wheel: ReportItem = ['usage', genericDesktop.wheel];

const rows: Readonly<Record<HidPresetName, Row>> = {
  keyboard: { protocol: 1, subclass: 1, items: () => keyboardItems },
  // Not a boot device: firmware takes protocol 2 for relative movement.
  'absolute-mouse': {
    protocol: 0,
    subclass: 0,
    items: (horizontalWheel) => mouseItems([...absolutePosition, wheel, ...signedBytes(1)], horizontalWheel),
  },
  'relative-mouse': {
    protocol: 2,
    subclass: 1,
    items: (horizontalWheel) => mouseItems([wheel, ...signedBytes(3)], horizontalWheel),
  },
};

/** The names of the ready-made HID functions. */
export const hidPresetNames: readonly HidPresetName[] = Object.keys(rows) as HidPresetName[];

const made = new Map<string, HidPreset>();

/**
 * A ready-made HID function, encoded when it is first asked for.
 *
 * - `keyboard`: boot keyboard with six keys and five LEDs, reports of 8 bytes.
 * - `absolute-mouse`: eight buttons, a position of 0 to 32767 each way, and a wheel; 7 bytes, 6 without the horizontal wheel.
 * - `relative-mouse`: the same with movements of -127 to 127, as a boot mouse; 5 bytes, 4 without the horizontal wheel.
 *
 * @param horizontalWheel - whether a mouse has one; a keyboard has none either way. Default true.
 */
export function hidPreset(name: HidPresetName, horizontalWheel = true): HidPreset {
  const key = horizontalWheel ? name : `${name} without horizontal wheel`;
  let preset = made.get(key);
  if (!preset) {
    const { items, protocol, subclass } = rows[name];
    const reportDescriptor = encodeReportDescriptor(items(horizontalWheel));
    preset = Object.freeze({
      reportDescriptor,
      reportLength: reportLength(reportDescriptor),
      protocol,
      subclass,
    });
    made.set(key, preset);
  }
  return preset;
}

let byDescriptor: ReadonlyMap<string, HidPreset> | undefined;

/** The ready-made function that has this very descriptor, in lower-case hex; what is ready-made needs no reading. */
export function findHidPreset(reportDescriptor: string): HidPreset | undefined {
  byDescriptor ??= new Map(
    hidPresetNames
      .flatMap((name) => [hidPreset(name), hidPreset(name, false)])
      .map((preset) => [preset.reportDescriptor, preset]),
  );
  return byDescriptor.get(reportDescriptor);
}
