/** What goes one way: sound from the host to the device, or from the device to the host. */
export interface AudioStreamDefinition {
  /** The channels by their bits, 1 to 0x0fff for uac1 and to 0x07ffffff for uac2. Default 3: front left and right. */
  readonly channelMask?: number;
  /** Samples of each channel in a second, 1 to 10 rates; the first is used until the host chooses. Several: first kernel 5.18. Default 48000. */
  readonly sampleRates?: readonly number[];
  /** Bytes of one sample of one channel, 1 to 4. Default 2. */
  readonly sampleBytes?: number;
  /** The host can mute it. First kernel 5.15. Default true. */
  readonly mute?: boolean;
  /** The host can set its volume. First kernel 5.15. Default true. */
  readonly volume?: boolean;
  /** The lowest volume in decibels, in steps of 1/256, above -128. First kernel 5.15. Default -100. */
  readonly minimumDecibels?: number;
  /** The highest volume in decibels, in steps of 1/256, below 128; above the lowest. First kernel 5.15. Default 0. */
  readonly maximumDecibels?: number;
  /** The step of the volume in decibels, at least 1/256; a whole number of them from lowest to highest. First kernel 5.15. Default 1. */
  readonly stepDecibels?: number;
  /** The name of the terminal where the sound comes in, at most 125 bytes. First kernel 6.10. Default `Playback Input terminal` or `Capture Input terminal` (uac1), `USBH Out` or `USBD Out` (uac2). */
  readonly inputTerminalName?: string;
  /** The name of the first of the channels, at most 125 bytes. First kernel 6.10. Default `Playback Channels` or `Capture Channels`. */
  readonly channelNames?: string;
  /** The name of the terminal where the sound goes out, at most 125 bytes. First kernel 6.10. Default `Playback Output terminal` or `Capture Output terminal` (uac1), `USBD In` or `USBH In` (uac2). */
  readonly outputTerminalName?: string;
  /** The name of the volume control, at most 125 bytes. First kernel 6.10. Default `Playback Volume` or `Capture Volume`. */
  readonly volumeName?: string;
}

/** A stream of USB Audio 2.0. */
export interface Audio2StreamDefinition extends AudioStreamDefinition {
  /** What stands at the device's end (USB Audio Terminal Types 2.0), 0x0100 to 0xffff. First kernel 6.10. Default 0x0301, a speaker, or 0x0201, a microphone. */
  readonly terminalType?: number;
  /** `bInterval` at high speed and above: 1 for every microframe to 4 for every eighth; 0 for the longest that has room. First kernel 5.18. Default 0. */
  readonly highSpeedInterval?: number;
  /** The name of the clock, at most 125 bytes. First kernel 6.10. Default `Input Clock` or `Output Clock`. */
  readonly clockName?: string;
}

/** What the host plays, in USB Audio 2.0. */
export interface Audio2SpeakersDefinition extends Audio2StreamDefinition {
  /** Whose clock counts: `async`, the device's, told by a feedback endpoint; or `adaptive`, the host's. First kernel 5.15. Default `async`. */
  readonly sync?: 'async' | 'adaptive';
}

/** What both versions of the class have. */
export interface AudioFunctionBase {
  /** The instance: the folder is `DRIVER.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** What the host lists it as: at most 125 bytes, 31 before 6.10. First kernel 5.18. Default `AC Interface` (uac1), `Source/Sink` (uac2). */
  readonly functionName?: string;
  /** Requests that are under way for each stream, 1 to 1024. More endure longer pauses, and delay the sound. Default 2. */
  readonly requestCount?: number;
}

/** A sound card of USB Audio 1.0, for hosts of every kind and age. */
export interface Audio1FunctionDefinition extends AudioFunctionBase {
  /** Always `uac1`. */
  readonly driver: 'uac1';
  /** What the host plays and the device records: an OUT endpoint. Absent: the device has no speakers. */
  readonly speakers?: AudioStreamDefinition;
  /** What the device plays and the host records: an IN endpoint. Absent: the device has no microphone. */
  readonly microphone?: AudioStreamDefinition;
}

/** A sound card of USB Audio 2.0, for higher rates and more channels. */
export interface Audio2FunctionDefinition extends AudioFunctionBase {
  /** Always `uac2`. */
  readonly driver: 'uac2';
  /** What the host plays and the device records: an OUT endpoint. Absent: the device has no speakers. */
  readonly speakers?: Audio2SpeakersDefinition;
  /** What the device plays and the host records: an IN endpoint. Absent: the device has no microphone. */
  readonly microphone?: Audio2StreamDefinition;
  /** How much faster than its rate a stream may run, in thousandths: room in its packets. 0 to 1000. First kernel 5.15. Default 5. */
  readonly reservePermille?: number;
  /** The name of the control interface, at most 125 bytes. First kernel 6.10. Default `Topology Control`. */
  readonly controlName?: string;
}

/** A sound card, as plain data. */
export type AudioFunctionDefinition = Audio1FunctionDefinition | Audio2FunctionDefinition;
