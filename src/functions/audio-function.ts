import type { ChannelPosition } from './audio-channels.js';
import type {
  Audio1FunctionDefinition,
  Audio2FunctionDefinition,
  Audio2SpeakersDefinition,
  Audio2StreamDefinition,
  AudioFunctionDefinition,
  AudioStreamDefinition,
} from './audio-definition.js';
import { FunctionBuilder } from './function-builder.js';

/** The drivers of an {@link AudioFunction}. */
export type AudioDriverName = AudioFunctionDefinition['driver'];

/** The channels as a number or as positions, or as a mask. */
export type AudioChannels =
  | {
      /** How many channels, 1 to 8, in their usual places, or where each stands. Default 2. */
      readonly channels?: number | readonly ChannelPosition[];
      /** Not beside channels. */
      readonly channelMask?: never;
    }
  | {
      /** Not beside a mask. */
      readonly channels?: never;
      /** The channels by their bits, 1 to 4095 (0x0fff) for uac1 and to 134217727 (0x07ffffff) for uac2. Default 3: front left and right. */
      readonly channelMask?: number;
    };

/** What one stream is made from: one rate needs no list. */
export type AudioStreamOptions<Stream extends AudioStreamDefinition> = Omit<
  Stream,
  'channelMask' | 'sampleRates'
> & {
  /** Samples of each channel in a second, 1 to 16777215: a rate, or a list of at most 10; the first is used until the host chooses. Several: first kernel 5.18. Default 48000. */
  readonly sampleRates?: number | readonly number[];
} & AudioChannels;

/** What each driver is made from. */
export interface AudioDriverOptions {
  /** USB Audio 1.0. */
  readonly uac1: Partial<Omit<Audio1FunctionDefinition, 'driver' | 'speakers' | 'microphone'>> & {
    /** What the host plays and the device records. Default: none. */
    readonly speakers?: AudioStreamOptions<AudioStreamDefinition>;
    /** What the device plays and the host records. Default: none. */
    readonly microphone?: AudioStreamOptions<AudioStreamDefinition>;
  };
  /** USB Audio 2.0. */
  readonly uac2: Partial<Omit<Audio2FunctionDefinition, 'driver' | 'speakers' | 'microphone'>> & {
    /** What the host plays and the device records. Default: none. */
    readonly speakers?: AudioStreamOptions<Audio2SpeakersDefinition>;
    /** What the device plays and the host records. Default: none. */
    readonly microphone?: AudioStreamOptions<Audio2StreamDefinition>;
  };
}

/** What an {@link AudioFunction} is made from: only uac2 has clocks, terminal types and intervals. */
export type AudioFunctionOptions<Driver extends AudioDriverName = AudioDriverName> = {
  [Name in Driver]: {
    /** `uac1`: USB Audio 1.0, for hosts of every kind and age; `uac2`: USB Audio 2.0, for higher rates and more channels, Windows from 10 on. */
    readonly driver: Name;
  } & AudioDriverOptions[Name];
}[Driver];

/**
 * A sound card. On the device it is an ALSA card, `UAC1_Gadget` or `UAC2_Gadget`: what the host plays is recorded there, and what is
 * played there the host records. Needs CONFIG_USB_CONFIGFS_F_UAC1 or _F_UAC2, and a controller with isochronous endpoints.
 *
 * @example
 * ```ts
 * const headset = new AudioFunction({ driver: 'uac2', speakers: {}, microphone: { channels: 1, sampleRates: [16000, 48000] } });
 * ```
 */
export class AudioFunction<Driver extends AudioDriverName = AudioDriverName> extends FunctionBuilder<
  AudioFunctionOptions<Driver>,
  Omit<AudioFunctionOptions<Driver>, 'driver'>,
  AudioFunctionDefinition
> {}
