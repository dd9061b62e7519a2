import type { KernelVersion } from '../attributes/kernel-version.js';
import type { EndpointRequest } from '../usb/endpoint.js';
import { channelCount } from './audio-channels.js';
import type {
  Audio1FunctionDefinition,
  Audio2FunctionDefinition,
  Audio2SpeakersDefinition,
  AudioFunctionDefinition,
  AudioStreamDefinition,
} from './audio-definition.js';
import { controlsSince, intervalsSince, kernelRates, oneStreamSince } from './audio-kernels.js';
import { interrupt, isochronous } from './function-driver.js';

const hasControls = ({ mute = true, volume = true }: AudioStreamDefinition): boolean => mute || volume;

/** Whether a stream is there: a simulated kernel also has those without channels. */
export const hasStream = <Stream extends AudioStreamDefinition>(
  stream: Stream | undefined,
): stream is Stream => stream !== undefined && stream.channelMask !== 0;

const streamsOf = ({ speakers, microphone }: AudioFunctionDefinition): readonly AudioStreamDefinition[] =>
  [speakers, microphone].filter((each) => each !== undefined);

/** The bytes that all samples of one moment take. */
const momentBytes = ({ channelMask = 3, sampleBytes = 2 }: AudioStreamDefinition): number =>
  channelCount(channelMask) * sampleBytes;

const fastest = ({ sampleRates = [] }: AudioStreamDefinition, byDefault: number): number =>
  Math.max(...(sampleRates.length ? sampleRates : [byDefault]));

/** How one stream of uac2 asks for its packets. */
export interface StreamPackets {
  /** Bytes of the fullest packet at full speed, where one comes each millisecond. */
  readonly fullSpeed: number;
  /** Bytes of the fullest packet at high speed. */
  readonly highSpeed: number;
  /** `bInterval` at high speed; 0 where no interval has room, which is what the driver's search ends with. */
  readonly interval: number;
  /** Whether the packets hold the fastest rate; else samples are lost. */
  readonly suffices: boolean;
}

/** The largest isochronous packets (USB 2.0, 5.6.3). */
const longestAtFullSpeed = 1023;
const longestAtHighSpeed = 1024;

/**
 * The packets of a stream (f_uac2.c, set_ep_max_packet_size_bint): the most samples of one interval, with the reserve, and at high
 * speed in the longest interval of up to a millisecond in which they have room.
 *
 * @param byDefault - the rate where none is given.
 * @param isAdaptive - the stream goes by the host's clock.
 */
export function streamPackets(
  stream: Audio2SpeakersDefinition,
  byDefault: number,
  isAdaptive: boolean,
  reservePermille: number,
  kernel: KernelVersion,
): StreamPackets {
  const rate = fastest(stream, byDefault);
  const bytes = (packetsPerSecond: number): number => {
    // One sample more than the rate asks for.
    if (kernel < intervalsSince) return momentBytes(stream) * (Math.floor(rate / packetsPerSecond) + 1);
    const reserved = isAdaptive ? rate : Math.floor((rate * (1000 + reservePermille)) / 1000);
    return momentBytes(stream) * (Math.ceil(reserved / packetsPerSecond) + (isAdaptive ? 1 : 0));
  };
  const { highSpeedInterval = 0 } = stream;
  const intervals = kernel < intervalsSince ? [4] : highSpeedInterval ? [highSpeedInterval] : [4, 3, 2, 1];
  const sizes = intervals.map((interval) => bytes(8000 / 2 ** (interval - 1)));
  const fitting = sizes.findIndex((each) => each <= longestAtHighSpeed);
  const highSpeed = sizes[fitting] ?? sizes.at(-1)!;
  return {
    fullSpeed: Math.min(bytes(1000), longestAtFullSpeed),
    highSpeed: Math.min(highSpeed, longestAtHighSpeed),
    interval: intervals.length > 1 && fitting < 0 ? 0 : (intervals[fitting] ?? intervals[0]!),
    suffices: highSpeed <= longestAtHighSpeed,
  };
}

/** The packets of what the host plays. */
export function speakersPackets(
  { speakers, reservePermille = 5 }: Audio2FunctionDefinition,
  kernel: KernelVersion,
): StreamPackets | undefined {
  if (!hasStream(speakers)) return undefined;
  return streamPackets(speakers, kernelRates.uac2.c, speakers.sync === 'adaptive', reservePermille, kernel);
}

/** The packets of what the host records; the device's clock counts. */
export function microphonePackets(
  { microphone, reservePermille = 5 }: Audio2FunctionDefinition,
  kernel: KernelVersion,
): StreamPackets | undefined {
  if (!hasStream(microphone)) return undefined;
  return streamPackets(microphone, kernelRates.uac2.p, false, reservePermille, kernel);
}

/** UAC1_OUT_EP_MAX_PACKET_SIZE (u_uac1.h): bytes of a packet, whatever the rate. */
export const uac1PacketSize = 200;

/** The bytes of a millisecond of the fastest rate of a stream of uac1. */
export const uac1BytesPerMillisecond = (stream: AudioStreamDefinition): number =>
  momentBytes(stream) * Math.ceil(fastest(stream, kernelRates.uac1.c) / 1000);

/** f_uac1.c, f_audio_bind: controls of a stream that is not there count as well. */
export function uac1Endpoints(
  definition: Audio1FunctionDefinition,
  kernel: KernelVersion,
): readonly EndpointRequest[] {
  const { speakers, microphone } = definition;
  const both = kernel < oneStreamSince;
  return [
    ...(kernel >= controlsSince && streamsOf(definition).some(hasControls) ? [interrupt('in', 2)] : []),
    ...(both || hasStream(speakers) ? [isochronous('out', uac1PacketSize)] : []),
    ...(both || hasStream(microphone) ? [isochronous('in', uac1PacketSize)] : []),
  ];
}

/** f_uac2.c, afunc_bind: the size at full speed is compared. */
export function uac2Endpoints(
  definition: Audio2FunctionDefinition,
  kernel: KernelVersion,
): readonly EndpointRequest[] {
  const { speakers } = definition;
  const [out, record] = [speakersPackets(definition, kernel), microphonePackets(definition, kernel)];
  const controls = streamsOf(definition).some((each) => hasStream(each) && hasControls(each));
  const feedback = kernel >= controlsSince && speakers?.sync !== 'adaptive';
  return [
    ...(kernel >= controlsSince && controls ? [interrupt('in', 6)] : []),
    ...(out ? [isochronous('out', out.highSpeed, out.fullSpeed)] : []),
    ...(out && feedback ? [isochronous('in', 4, 3)] : []),
    ...(record ? [isochronous('in', record.highSpeed, record.fullSpeed)] : []),
  ];
}

/** One for controls, and one for each stream. */
export function audioInterfaces(definition: AudioFunctionDefinition, kernel: KernelVersion): number {
  if (definition.driver === 'uac1' && kernel < oneStreamSince) return 3;
  return 1 + streamsOf(definition).filter(hasStream).length;
}
