import { since } from '../attributes/kernel-version.js';
import { severalRatesSince } from '../attributes/list-codecs.js';
import { streamPackets, type StreamPackets } from '../functions/audio-endpoints.js';
import { kernelRates } from '../functions/audio-kernels.js';
import { audio2 } from './audio-layouts.js';
import type { BoundStream } from './audio-streams.js';
import { describe, lengthOf, type Descriptor } from './descriptor.js';
import { endpoint, type EndpointFacts } from './endpoint-descriptors.js';
import { numberOf, type FunctionDescriptors } from './function-descriptors.js';
import { association, classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { cardOf, textOf, textsOf, type Card } from './uac2-card.js';
import { uac2Units } from './uac2-units.js';

/** The first kernel with descriptors for SuperSpeed (in 6.1, not in 5.10). */
const superSpeedSince = since(5, 13);

const version2 = 0x20;
const control: Triple = [classes.audio, 1, version2];
const streaming: Triple = [classes.audio, 2, version2];

/** Bits 3 and 2 (USB 2.0, 9.6.6). */
const synchronization = { async: 1 << 2, adaptive: 2 << 2 } as const;
const feedback = 1 << 4;

function packetsOf(
  { bound: { attributes, kernel }, isAdaptive }: Card,
  prefix: 'c' | 'p',
  stream: BoundStream,
): StreamPackets {
  return streamPackets(
    {
      channelMask: stream.mask,
      sampleBytes: stream.sampleBytes,
      sampleRates: stream.rates,
      highSpeedInterval: numberOf(attributes, `${prefix}_hs_bint`, 0),
    },
    kernelRates.uac2[prefix],
    prefix === 'c' && isAdaptive,
    numberOf(attributes, 'fb_max', 5),
    kernel,
  );
}

/** What tells the two directions apart. */
interface StreamFacts {
  readonly prefix: 'c' | 'p';
  readonly stream: BoundStream;
  readonly number: number;
  readonly endpoint: number;
  readonly synchronization: number;
  readonly settings: readonly [off: string, on: string];
  readonly feedback?: number | undefined;
}

function streamDescriptors(card: Card, facts: StreamFacts): Descriptor[] {
  const { bound, number, id } = card;
  const { prefix, stream } = facts;
  const { fullSpeed, highSpeed, interval } = packetsOf(card, prefix, stream);
  const [off, on] = facts.settings.map(id);
  const data: EndpointFacts = {
    packetSize: [fullSpeed, highSpeed, highSpeed],
    interval: [1, interval, interval],
    bytesPerInterval: highSpeed,
    attributes: facts.synchronization,
  };
  const told: EndpointFacts = {
    packetSize: [3, 4, 4],
    interval: [1, 4, 4],
    bytesPerInterval: 4,
    attributes: feedback,
  };
  return [
    interfaceDescriptor({ number: facts.number, is: streaming, string: off }),
    interfaceDescriptor({
      number: facts.number,
      alternate: 1,
      endpoints: facts.feedback === undefined ? 1 : 2,
      is: streaming,
      string: on,
    }),
    describe(audio2.stream, {
      bTerminalLink: number(prefix === 'c' ? 'c input' : 'p output'),
      bNrChannels: stream.channels,
      bmChannelConfig: stream.mask,
    }),
    describe(audio2.format, { bSubslotSize: stream.sampleBytes, bBitResolution: 8 * stream.sampleBytes }),
    ...endpoint(bound, facts.endpoint, data),
    describe(audio2.endpoint),
    ...(facts.feedback === undefined ? [] : endpoint(bound, facts.feedback, told)),
  ];
}

/** The streams with their interfaces and endpoints, in the order in which the driver asks for them. */
function streamsOf(card: Card): readonly StreamFacts[] {
  const { speakers, microphone, isAdaptive, hasFeedback, bound } = card;
  const first = card.hasInterrupt ? 1 : 0;
  const before = speakers.isThere ? 1 : 0;
  const both: readonly StreamFacts[] = [
    {
      prefix: 'c',
      stream: speakers,
      number: bound.firstInterface + 1,
      endpoint: first,
      synchronization: isAdaptive ? synchronization.adaptive : synchronization.async,
      settings: ['Playback Inactive', 'Playback Active'],
      feedback: hasFeedback ? first + 1 : undefined,
    },
    {
      prefix: 'p',
      stream: microphone,
      number: bound.firstInterface + 1 + before,
      endpoint: first + before + (hasFeedback ? 1 : 0),
      synchronization: synchronization.async,
      settings: ['Capture Inactive', 'Capture Active'],
    },
  ];
  return both.filter(({ stream }) => stream.isThere);
}

/** drivers/usb/gadget/function/f_uac2.c, after USB Audio 2.0, 4. */
export const uac2Descriptors: FunctionDescriptors = {
  strings: (attributes, kernel) => textsOf(kernel).map((text) => textOf(attributes, text, kernel)),
  // All clocks of one name share the driver's own buffer.
  sharesTexts: (kernel) => kernel < severalRatesSince,
  noSuperSpeed: (kernel) => kernel < superSpeedSince,
  descriptors(bound) {
    const card = cardOf(bound);
    const streams = streamsOf(card);
    const all = uac2Units(card);
    const number = bound.firstInterface;
    const interrupt: EndpointFacts = { packetSize: [6, 6, 6], interval: [1, 4, 4], bytesPerInterval: 6 };
    return [
      association(number, 1 + streams.length, [classes.audio, 0, version2], card.id('function_name')),
      interfaceDescriptor({
        number,
        endpoints: card.hasInterrupt ? 1 : 0,
        is: control,
        string: card.id('if_ctrl_name'),
      }),
      describe(audio2.header, { wTotalLength: 9 + lengthOf(all) }),
      ...all,
      ...(card.hasInterrupt ? endpoint(bound, 0, interrupt) : []),
      ...streams.flatMap((each) => streamDescriptors(card, each)),
    ];
  },
};
