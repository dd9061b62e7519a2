import type { KernelVersion } from '../attributes/kernel-version.js';
import { severalRatesSince } from '../attributes/list-codecs.js';
import { controlsSince, kernelRates, namesSince } from '../functions/audio-kernels.js';
import { boundStream, keptName, numbered, type BoundStream } from './audio-streams.js';
import type { AttributeTexts, BoundFunction } from './function-descriptors.js';

/** Texts in the order of their ids, by the attributes that name them, with the first kernel that has them. */
const texts: readonly (readonly [text: string, since?: KernelVersion])[] = [
  ['function_name'],
  ['if_ctrl_name'],
  ['clksrc_in_name'],
  ['clksrc_out_name'],
  ['c_it_name'],
  ['c_it_ch_name', namesSince],
  ['p_it_name'],
  ['p_it_ch_name', namesSince],
  ['p_ot_name'],
  ['c_ot_name'],
  ['p_fu_vol_name', controlsSince],
  ['c_fu_vol_name', controlsSince],
  ['Playback Inactive'],
  ['Playback Active'],
  ['Capture Inactive'],
  ['Capture Active'],
];

/** The texts that a kernel has. */
export const textsOf = (kernel: KernelVersion): readonly string[] =>
  texts.filter(([, first = 0]) => kernel >= first).map(([text]) => text);

/** The name of a clock that has one rate, of which a field of 8 bytes holds 7. */
const clockName = (attributes: AttributeTexts, prefix: 'c' | 'p', kernel: KernelVersion): string =>
  `${boundStream(attributes, prefix, kernelRates.uac2[prefix], kernel).rates[0]}Hz`.slice(0, 7);

/** A text as the host reads it. */
export function textOf(attributes: AttributeTexts, text: string, kernel: KernelVersion): string {
  // A clock that has one rate is called after it, and cannot be set.
  if (kernel < severalRatesSince && text.startsWith('clksrc'))
    return clockName(attributes, text === 'clksrc_in_name' ? 'p' : 'c', kernel);
  return text.includes(' ') ? text : keptName('uac2', attributes, text, kernel);
}

/** A sound card as it is bound. */
export interface Card {
  /** The function. */
  readonly bound: BoundFunction;
  /** What the host plays. */
  readonly speakers: BoundStream;
  /** What the host records. */
  readonly microphone: BoundStream;
  /** The host's clock counts for what it plays. */
  readonly isAdaptive: boolean;
  /** An endpoint tells the host of the device's clock. */
  readonly hasFeedback: boolean;
  /** An endpoint tells the host of volumes. */
  readonly hasInterrupt: boolean;
  /** The number of a terminal, unit or clock. */
  readonly number: (name: string) => number;
  /** The id of a text. */
  readonly id: (text: string) => number;
}

/** A stream has a feature unit if there is something to set. */
export const hasUnit = ({ isThere, mute, volume }: BoundStream): boolean => isThere && (mute || volume);

/** Reads a card. */
export function cardOf(bound: BoundFunction): Card {
  const { attributes, kernel, strings } = bound;
  const speakers = boundStream(attributes, 'c', kernelRates.uac2.c, kernel);
  const microphone = boundStream(attributes, 'p', kernelRates.uac2.p, kernel);
  const isAdaptive = kernel >= controlsSince && (attributes.text('c_sync')?.startsWith('adaptive') ?? false);
  const names = textsOf(kernel);
  return {
    bound,
    speakers,
    microphone,
    isAdaptive,
    hasFeedback: speakers.isThere && kernel >= controlsSince && !isAdaptive,
    hasInterrupt: hasUnit(speakers) || hasUnit(microphone),
    number: numbered<string>([
      ['c input', speakers.isThere],
      ['p input', microphone.isThere],
      ['c output', speakers.isThere],
      ['p output', microphone.isThere],
      ['c unit', hasUnit(speakers)],
      ['p unit', hasUnit(microphone)],
      ['c clock', speakers.isThere],
      ['p clock', microphone.isThere],
    ]),
    id: (text) => strings[names.indexOf(text)] ?? 0,
  };
}
