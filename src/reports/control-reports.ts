import { lastConsumerUsage } from '../hid/control-items.js';
import { named, wholeNumber } from './checked.js';

/** A key of the preset `consumer-keys` by its name in the W3C's UI Events code values. LaunchApp1 is the computer's files, LaunchApp2 the calculator. */
export type ConsumerKeyName =
  | 'AudioVolumeMute'
  | 'AudioVolumeUp'
  | 'AudioVolumeDown'
  | 'MediaPlay'
  | 'MediaPause'
  | 'MediaRecord'
  | 'MediaFastForward'
  | 'MediaRewind'
  | 'MediaTrackNext'
  | 'MediaTrackPrevious'
  | 'MediaStop'
  | 'Eject'
  | 'MediaPlayPause'
  | 'BrightnessUp'
  | 'BrightnessDown'
  | 'MediaSelect'
  | 'LaunchMail'
  | 'LaunchApp2'
  | 'LaunchApp1'
  | 'BrowserSearch'
  | 'BrowserHome'
  | 'BrowserBack'
  | 'BrowserForward'
  | 'BrowserStop'
  | 'BrowserRefresh'
  | 'BrowserFavorites';

/** Usages on the Consumer page (HID Usage Tables, section 15). */
const consumerUsages: Readonly<Record<ConsumerKeyName, number>> = {
  AudioVolumeMute: 0xe2,
  AudioVolumeUp: 0xe9,
  AudioVolumeDown: 0xea,
  MediaPlay: 0xb0,
  MediaPause: 0xb1,
  MediaRecord: 0xb2,
  MediaFastForward: 0xb3,
  MediaRewind: 0xb4,
  MediaTrackNext: 0xb5,
  MediaTrackPrevious: 0xb6,
  MediaStop: 0xb7,
  Eject: 0xb8,
  MediaPlayPause: 0xcd,
  BrightnessUp: 0x6f,
  BrightnessDown: 0x70,
  MediaSelect: 0x183,
  LaunchMail: 0x18a,
  LaunchApp2: 0x192,
  LaunchApp1: 0x194,
  BrowserSearch: 0x221,
  BrowserHome: 0x223,
  BrowserBack: 0x224,
  BrowserForward: 0x225,
  BrowserStop: 0x226,
  BrowserRefresh: 0x227,
  BrowserFavorites: 0x22a,
};

/** A key of the preset `consumer-keys`: its name, or its usage on the Consumer page, 1 to 0x3ff. */
export type ConsumerKey = ConsumerKeyName | number;

/** The names of the consumer keys. */
export const consumerKeyNames: readonly ConsumerKeyName[] = Object.keys(consumerUsages) as ConsumerKeyName[];

/**
 * The report of the preset `consumer-keys` while a key is down, or while none is.
 *
 * @throws {@link GadgetError} VALUE_RANGE or VALUE_FORMAT for a key that is none.
 */
export function consumerReport(key?: ConsumerKey): Uint8Array {
  if (key === undefined) return new Uint8Array(2);
  const number = typeof key === 'number' ? key : named(consumerUsages, key, 'key');
  const usage = wholeNumber(number, 'key', 1, lastConsumerUsage);
  return Uint8Array.of(usage & 0xff, usage >> 8);
}

/**
 * The two reports of a consumer key that is pressed and let go.
 *
 * @throws {@link GadgetError} VALUE_RANGE or VALUE_FORMAT for a key that is none.
 *
 * @example
 * ```ts
 * pressConsumerKey('AudioVolumeUp'); // e9 00, 00 00
 * ```
 */
export function pressConsumerKey(key: ConsumerKey): Uint8Array[] {
  return [consumerReport(key), consumerReport()];
}

/** A key of the preset `system-control`, by its name in the W3C's UI Events code values. */
export type SystemKey = 'Power' | 'Sleep' | 'WakeUp';

const systemKeys: Readonly<Record<SystemKey, number>> = { Power: 1, Sleep: 2, WakeUp: 3 };

/**
 * The two reports of a key of the preset `system-control` that is pressed and let go.
 *
 * @throws {@link GadgetError} VALUE_FORMAT for a key that is none.
 */
export function pressSystemKey(key: SystemKey): Uint8Array[] {
  return [Uint8Array.of(named(systemKeys, key, 'key')), new Uint8Array(1)];
}
