import { consumerKeysItems, gamepadItems, systemControlItems } from './control-items.js';
import { encodeReportDescriptor, type ReportItem } from './encode.js';
import { bootKeyboardItems, rolloverKeyboardItems } from './keyboard-items.js';
import { absoluteMouseItems, bootMouseItems, relativeMouseItems } from './mouse-items.js';
import { reportLength } from './read.js';
import { touchScreenItems } from './touch-items.js';

/** Name of a ready-made HID function. */
export type HidPresetName =
  | 'keyboard'
  | 'rollover-keyboard'
  | 'absolute-mouse'
  | 'relative-mouse'
  | 'boot-mouse'
  | 'touch-screen'
  | 'consumer-keys'
  | 'system-control'
  | 'gamepad';

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

interface Row {
  /** The instance that a function gets if none is named. */
  readonly instance: string;
  /** Only of boot devices. */
  readonly protocol?: number;
  readonly items: (horizontalWheel: boolean) => readonly ReportItem[];
}

const rows: Readonly<Record<HidPresetName, Row>> = {
  keyboard: { instance: 'keyboard', protocol: 1, items: bootKeyboardItems },
  'rollover-keyboard': { instance: 'keyboard', items: rolloverKeyboardItems },
  // Not a boot device: firmware takes protocol 2 for relative movement.
  'absolute-mouse': { instance: 'mouse', items: absoluteMouseItems },
  'relative-mouse': { instance: 'mouse', protocol: 2, items: relativeMouseItems },
  'boot-mouse': { instance: 'mouse', protocol: 2, items: bootMouseItems },
  'touch-screen': { instance: 'touch', items: touchScreenItems },
  'consumer-keys': { instance: 'consumer', items: consumerKeysItems },
  'system-control': { instance: 'system', items: systemControlItems },
  gamepad: { instance: 'gamepad', items: gamepadItems },
};

/** The names of the ready-made HID functions. */
export const hidPresetNames: readonly HidPresetName[] = Object.keys(rows) as HidPresetName[];

/** The instance that a ready-made HID function gets if none is named. */
export function presetInstance(name: HidPresetName): string {
  return rows[name].instance;
}

const made = new Map<string, HidPreset>();
const byDescriptor = new Map<string, HidPreset>();

/**
 * A ready-made HID function, encoded when it is first asked for.
 *
 * - `keyboard`: boot keyboard with six keys at once and five LEDs, reports of 8 bytes.
 * - `rollover-keyboard`: any number of keys at once and five LEDs, 29 bytes; no boot device.
 * - `absolute-mouse`: eight buttons, a position of 0 to 32767 each way, and a wheel; 7 bytes, 6 without the horizontal wheel.
 * - `relative-mouse`: the same with movements of -127 to 127, as a boot mouse; 5 bytes, 4 without the horizontal wheel.
 * - `boot-mouse`: the same with three buttons, the first three bytes as in HID 1.11, appendix B.2, to the bit.
 * - `touch-screen`: ten contacts at positions of 0 to 32767 each way; 64 bytes.
 * - `consumer-keys`: one of the keys for volume, media, browser and programs at a time; 2 bytes.
 * - `system-control`: power, sleep or wake up; 1 byte.
 * - `gamepad`: fifteen buttons, a hat switch, two sticks, two triggers; 13 bytes.
 *
 * @param horizontalWheel - whether a mouse has one; all else has none either way. Default true.
 */
export function hidPreset(name: HidPresetName, horizontalWheel = true): HidPreset {
  const key = horizontalWheel ? name : `${name} without horizontal wheel`;
  let preset = made.get(key);
  if (!preset) {
    const { items, protocol = 0 } = rows[name];
    const reportDescriptor = encodeReportDescriptor(items(horizontalWheel));
    preset = Object.freeze({
      reportDescriptor,
      reportLength: reportLength(reportDescriptor),
      protocol,
      subclass: protocol ? 1 : 0,
    });
    made.set(key, preset);
    byDescriptor.set(reportDescriptor, preset);
  }
  return preset;
}

/** The ready-made function in use that has this very descriptor, in lower-case hex; what is ready-made needs no reading. */
export function findHidPreset(reportDescriptor: string): HidPreset | undefined {
  return byDescriptor.get(reportDescriptor);
}
