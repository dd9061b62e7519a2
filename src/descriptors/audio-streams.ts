import { initialText, type Attribute } from '../attributes/attribute.js';
import { isRefusal } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { audioAttributes } from '../functions/audio-attributes.js';
import { channelCount } from '../functions/audio-channels.js';
import { controlsSince } from '../functions/audio-kernels.js';
import { once } from '../options/once.js';
import { littleEndian } from './descriptor.js';
import { numberOf, type AttributeTexts } from './function-descriptors.js';

/** What goes one way, as the attributes have it: the driver captures what the host plays, and plays what the host records. */
export interface BoundStream {
  /** It has channels, and so is there. */
  readonly isThere: boolean;
  /** The channels by their bits. */
  readonly mask: number;
  /** How many they are. */
  readonly channels: number;
  /** Bytes of one sample. */
  readonly sampleBytes: number;
  /** Samples in a second. */
  readonly rates: readonly number[];
  /** The host can mute it. */
  readonly mute: boolean;
  /** The host can set its volume. */
  readonly volume: boolean;
}

/** Reads a stream. */
export function boundStream(
  attributes: AttributeTexts,
  prefix: 'c' | 'p',
  usualRate: number,
  kernel: KernelVersion,
): BoundStream {
  const mask = numberOf(attributes, `${prefix}_chmask`, 3);
  const present = (control: string): boolean =>
    kernel >= controlsSince && numberOf(attributes, `${prefix}_${control}_present`, 1) !== 0;
  return {
    isThere: mask !== 0,
    mask,
    channels: channelCount(mask),
    sampleBytes: numberOf(attributes, `${prefix}_ssize`, 2),
    rates: attributes.text(`${prefix}_srate`)?.split(',').map(Number) ?? [usualRate],
    mute: present('mute'),
    volume: present('volume'),
  };
}

/** `bmaControls` of a feature unit: those of the whole, and none for each channel. */
export const featureControls = (
  { channels, mute, volume }: BoundStream,
  [muteBits, volumeBits]: readonly [mute: number, volume: number],
  size: number,
): string =>
  littleEndian((mute ? muteBits : 0) | (volume ? volumeBits : 0), size) + '00'.repeat(size * channels);

const attributesByName = {
  uac1: once(() => byName('uac1')),
  uac2: once(() => byName('uac2')),
} as const;

const byName = (driver: 'uac1' | 'uac2'): ReadonlyMap<string, Attribute> =>
  new Map(audioAttributes(driver).map((each) => [each.name, each]));

/** A name within a sound card as the driver keeps it. */
export function keptName(
  driver: 'uac1' | 'uac2',
  attributes: AttributeTexts,
  name: string,
  kernel: KernelVersion,
): string {
  const attribute = attributesByName[driver]().get(name)!;
  const initial = initialText(attribute, { kernel });
  const written = attributes.text(name);
  if (written === undefined) return initial;
  const kept = attribute.codec.store(written, initial, kernel);
  return isRefusal(kept) ? initial : kept;
}

/** Gives numbers from 1 on to those that are there, in order. */
export function numbered<Name extends string>(
  names: readonly (readonly [name: Name, isThere: boolean])[],
): (name: Name) => number {
  const present = names.filter(([, isThere]) => isThere).map(([name]) => name);
  return (name) => present.indexOf(name) + 1;
}
