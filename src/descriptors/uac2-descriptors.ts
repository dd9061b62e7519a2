import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { streamPackets, type StreamPackets } from '../functions/audio-endpoints.js';
import { namesSince } from '../functions/audio-names.js';
import { audio2 } from './audio-layouts.js';
import {
  boundStream,
  controlsSince,
  featureControls,
  keptName,
  numbered,
  type BoundStream,
} from './audio-streams.js';
import { describe, lengthOf, type Descriptor } from './descriptor.js';
import { endpoint, type EndpointFacts } from './endpoint-descriptors.js';
import {
  numberOf,
  type AttributeTexts,
  type BoundFunction,
  type FunctionDescriptors,
} from './function-descriptors.js';
import { association, classes, interfaceDescriptor, type Triple } from './interfaces.js';

/** The first kernel that takes several rates; the clock of earlier ones has one, which is its name, and cannot be set. */
const severalRatesSince = since(5, 18);

/** The first kernel with descriptors for SuperSpeed (in 6.1, not in 5.10). */
const superSpeedSince = since(5, 13);

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

const textsOf = (kernel: KernelVersion): readonly string[] =>
  texts.filter(([, first = 0]) => kernel >= first).map(([text]) => text);

/** Rates that the driver has where none is written. */
const usualRates = { c: 64_000, p: 48_000 } as const;

/** The name of a clock that has one rate, of which a field of 8 bytes holds 7. */
const clockName = (attributes: AttributeTexts, prefix: 'c' | 'p', kernel: KernelVersion): string =>
  `${boundStream(attributes, prefix, usualRates[prefix], kernel).rates[0]}Hz`.slice(0, 7);

function textOf(attributes: AttributeTexts, text: string, kernel: KernelVersion): string {
  if (kernel < severalRatesSince && text.startsWith('clksrc'))
    return clockName(attributes, text === 'clksrc_in_name' ? 'p' : 'c', kernel);
  return text.includes(' ') ? text : keptName('uac2', attributes, text, kernel);
}

const version2 = 0x20;
const control: Triple = [classes.audio, 1, version2];
const streaming: Triple = [classes.audio, 2, version2];

/** Bits 3 and 2 (USB 2.0, 9.6.6). */
const synchronization = { async: 1 << 2, adaptive: 2 << 2 } as const;
const feedback = 1 << 4;

/** A sound card as it is bound. */
interface Card {
  readonly bound: BoundFunction;
  readonly speakers: BoundStream;
  readonly microphone: BoundStream;
  readonly isAdaptive: boolean;
  readonly hasFeedback: boolean;
  readonly hasInterrupt: boolean;
  /** The number of a terminal, unit or clock. */
  readonly number: (name: string) => number;
  /** The id of a text. */
  readonly id: (text: string) => number;
}

const hasUnit = ({ isThere, mute, volume }: BoundStream): boolean => isThere && (mute || volume);

function cardOf(bound: BoundFunction): Card {
  const { attributes, kernel, strings } = bound;
  const speakers = boundStream(attributes, 'c', usualRates.c, kernel);
  const microphone = boundStream(attributes, 'p', usualRates.p, kernel);
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

function clock({ bound, number, id }: Card, prefix: 'c' | 'p', name: string): Descriptor {
  return describe(audio2.clock, {
    bClockID: number(`${prefix} clock`),
    bmControls: bound.kernel < severalRatesSince ? 1 : 3,
    iClockSource: id(name),
  });
}

function input({ number, id }: Card, prefix: 'c' | 'p', type: number, stream: BoundStream): Descriptor {
  return describe(audio2.inputTerminal, {
    bTerminalID: number(`${prefix} input`),
    wTerminalType: type,
    bCSourceID: number(`${prefix} clock`),
    bNrChannels: stream.channels,
    bmChannelConfig: stream.mask,
    iChannelNames: id(`${prefix}_it_ch_name`),
    iTerminal: id(`${prefix}_it_name`),
  });
}

function unit({ number, id }: Card, prefix: 'c' | 'p', stream: BoundStream): Descriptor[] {
  if (!hasUnit(stream)) return [];
  return [
    describe(audio2.featureUnit, {
      bUnitID: number(`${prefix} unit`),
      bSourceID: number(`${prefix} input`),
      bmaControls: featureControls(stream, [0x3, 0xc], 4),
      iFeature: id(`${prefix}_fu_vol_name`),
    }),
  ];
}

function output({ number, id }: Card, prefix: 'c' | 'p', type: number): Descriptor {
  return describe(audio2.outputTerminal, {
    bTerminalID: number(`${prefix} output`),
    wTerminalType: type,
    bSourceID: number(`${prefix} unit`) || number(`${prefix} input`),
    bCSourceID: number(`${prefix} clock`),
    iTerminal: id(`${prefix}_ot_name`),
  });
}

/** Type of USB itself as a terminal. */
const usbStream = 0x0101;

function units(card: Card): Descriptor[] {
  const { speakers, microphone, bound } = card;
  const type = (name: string, byDefault: number): number =>
    numberOf(bound.attributes, name, byDefault) & 0xffff;
  return [
    ...(microphone.isThere ? [clock(card, 'p', 'clksrc_in_name')] : []),
    ...(speakers.isThere
      ? [
          clock(card, 'c', 'clksrc_out_name'),
          input(card, 'c', usbStream, speakers),
          ...unit(card, 'c', speakers),
        ]
      : []),
    ...(microphone.isThere
      ? [
          // The attributes are named after the other direction (setup_descriptor).
          input(card, 'p', type('c_terminal_type', 0x0201), microphone),
          ...unit(card, 'p', microphone),
          output(card, 'p', usbStream),
        ]
      : []),
    ...(speakers.isThere ? [output(card, 'c', type('p_terminal_type', 0x0301))] : []),
  ];
}

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
    usualRates[prefix],
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
    const all = units(card);
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
