import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { uac1PacketSize } from '../functions/audio-endpoints.js';
import { audio1 } from './audio-layouts.js';
import {
  boundStream,
  controlsSince,
  featureControls,
  keptName,
  numbered,
  type BoundStream,
} from './audio-streams.js';
import { describe, lengthOf, littleEndian, type Descriptor } from './descriptor.js';
import { endpoint, type EndpointFacts } from './endpoint-descriptors.js';
import type { BoundFunction, FunctionDescriptors } from './function-descriptors.js';
import { classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { layouts } from './layouts.js';

/** The first kernel that has only the streams that are asked for, and numbers what there is. */
const oneStreamSince = since(5, 12);

/** The first kernel that we know to have descriptors for SuperSpeed (not in 6.1). */
const superSpeedSince = since(6, 12);

/** Texts in the order of their ids, by the attributes that name them. */
const texts = [
  'function_name',
  'c_it_name',
  'c_it_ch_name',
  'c_ot_name',
  'p_it_name',
  'p_it_ch_name',
  'p_ot_name',
  'p_fu_vol_name',
  'c_fu_vol_name',
  'Playback Inactive',
  'Playback Active',
  'Capture Inactive',
  'Capture Active',
] as const;

const textsOf = (kernel: KernelVersion): readonly (typeof texts)[number][] =>
  texts.filter((each) => kernel >= controlsSince || !each.endsWith('fu_vol_name'));

const control: Triple = [classes.audio, 1, 0];
const streaming: Triple = [classes.audio, 2, 0];

/** One direction: what tells it from the other. */
interface Direction {
  readonly prefix: 'c' | 'p';
  readonly terminals: readonly [input: number, output: number];
  readonly settings: readonly [off: (typeof texts)[number], on: (typeof texts)[number]];
  readonly address: number;
  /** Asynchronous is 1 and adaptive 2, in bits 3 and 2 (USB 2.0, 9.6.6). */
  readonly synchronization: number;
  readonly endpoint: Readonly<Record<string, number>>;
}

/** What the host plays, and what it records: 0x0101 is USB itself, the others a loudspeaker and a microphone. */
const directions: readonly [Direction, Direction] = [
  {
    prefix: 'c',
    terminals: [0x0101, 0x0301],
    settings: ['Playback Inactive', 'Playback Active'],
    address: 0x00,
    synchronization: 2,
    endpoint: { bmAttributes: 1, bLockDelayUnits: 1, wLockDelay: 1 },
  },
  {
    prefix: 'p',
    terminals: [0x0201, 0x0101],
    settings: ['Capture Inactive', 'Capture Active'],
    address: 0x80,
    synchronization: 1,
    endpoint: { bmAttributes: 1 },
  },
];

/** A direction with its stream and its numbers; those of one that is not there are 0. */
interface Path {
  readonly direction: Direction;
  readonly stream: BoundStream;
  readonly isThere: boolean;
  readonly hasControls: boolean;
  readonly input: number;
  readonly output: number;
  readonly unit: number;
  readonly interface: number;
  readonly endpoint: number;
}

function pathsOf({ attributes, kernel, firstInterface }: BoundFunction): readonly [Path, Path] {
  const always = kernel < oneStreamSince;
  const [speakers, microphone] = directions.map(({ prefix }) =>
    boundStream(attributes, prefix, 48_000, kernel),
  );
  const both = [speakers!, microphone!].map((stream) => ({
    stream,
    isThere: always || stream.isThere,
    hasControls: stream.mute || stream.volume,
  }));
  const [out, into] = both as [(typeof both)[number], (typeof both)[number]];
  const terminals = [
    ['c input', out.isThere],
    ['p input', into.isThere],
    ['c output', out.isThere],
    ['p output', into.isThere],
  ] as const;
  const number = numbered<string>([
    ...(always ? [0, 2, 1, 3].map((index) => terminals[index]!) : terminals),
    ['c unit', out.hasControls],
    ['p unit', into.hasControls],
  ]);
  const firstEndpoint = out.hasControls || into.hasControls ? 1 : 0;
  const pathOf = (each: (typeof both)[number], index: 0 | 1): Path => {
    const { prefix } = directions[index];
    const before = index === 1 && out.isThere ? 1 : 0;
    return {
      ...each,
      direction: directions[index],
      input: number(`${prefix} input`),
      output: number(`${prefix} output`),
      unit: number(`${prefix} unit`),
      interface: each.isThere ? firstInterface + 1 + before : 0,
      endpoint: each.isThere ? firstEndpoint + before : -1,
    };
  };
  return [pathOf(out, 0), pathOf(into, 1)];
}

type IdOf = (text: (typeof texts)[number]) => number;

function terminals({ direction, stream, input, output, unit }: Path, id: IdOf): Descriptor[] {
  const {
    prefix,
    terminals: [inputType, outputType],
  } = direction;
  return [
    describe(audio1.inputTerminal, {
      bTerminalID: input,
      wTerminalType: inputType,
      bNrChannels: stream.channels,
      wChannelConfig: stream.mask,
      iChannelNames: id(`${prefix}_it_ch_name`),
      iTerminal: id(`${prefix}_it_name`),
    }),
    describe(audio1.outputTerminal, {
      bTerminalID: output,
      wTerminalType: outputType,
      bSourceID: unit || input,
      iTerminal: id(`${prefix}_ot_name`),
    }),
  ];
}

const featureUnit = ({ direction, stream, input, unit, hasControls }: Path, id: IdOf): Descriptor[] =>
  hasControls
    ? [
        describe(audio1.featureUnit, {
          bUnitID: unit,
          bSourceID: input,
          bmaControls: featureControls(stream, [1, 2], 2),
          iFeature: id(`${direction.prefix}_fu_vol_name`),
        }),
      ]
    : [];

/** The audio streaming interface of a direction, with nothing in its first setting. */
function streamDescriptors(bound: BoundFunction, path: Path, id: IdOf): Descriptor[] {
  const { direction, stream } = path;
  const { address, synchronization } = direction;
  const [off, on] = direction.settings.map(id);
  const facts: EndpointFacts = {
    packetSize: [uac1PacketSize, uac1PacketSize, uac1PacketSize],
    interval: [4, 4, 4],
    attributes: synchronization << 2,
    layout: layouts.audioEndpoint,
    unclaimed: { address, transfer: 'isochronous', maxPacketSize: uac1PacketSize },
  };
  return [
    interfaceDescriptor({ number: path.interface, is: streaming, string: off }),
    interfaceDescriptor({ number: path.interface, alternate: 1, endpoints: 1, is: streaming, string: on }),
    describe(audio1.stream, { bTerminalLink: direction.prefix === 'c' ? path.input : path.output }),
    describe(audio1.format, {
      bNrChannels: stream.channels,
      bSubframeSize: stream.sampleBytes,
      bBitResolution: 8 * stream.sampleBytes,
      bSamFreqType: stream.rates.length,
      tSamFreq: stream.rates.map((rate) => littleEndian(rate, 3)).join(''),
    }),
    ...endpoint(bound, path.endpoint, facts),
    describe(audio1.endpoint, direction.endpoint),
  ];
}

/** The interface that everything else hangs on; its header counts feature units that are left out at SuperSpeed as well. */
function controlDescriptors(bound: BoundFunction, paths: readonly Path[], id: IdOf): Descriptor[] {
  const present = paths.filter(({ isThere }) => isThere);
  const units = present.map((path) => [...terminals(path, id), ...featureUnit(path, id)]);
  const interrupt = paths.some(({ hasControls }) => hasControls);
  const own = [
    interfaceDescriptor({
      number: bound.firstInterface,
      endpoints: interrupt ? 1 : 0,
      is: control,
      string: id('function_name'),
    }),
    describe(layouts.audioHeader, {
      bcdADC: 0x0100,
      wTotalLength: 8 + present.length + lengthOf(units.flat()),
      bInCollection: present.length,
      baInterfaceNr: present.map((path) => littleEndian(path.interface, 1)).join(''),
    }),
  ];
  // The table for SuperSpeed is not filled in as the others are: it has both streams and neither units nor the interrupt endpoint.
  if (bound.speed === 'super') return [...own, ...paths.flatMap((path) => terminals(path, id))];
  const facts: EndpointFacts = { packetSize: [2, 2, 2], interval: [4, 4, 4] };
  return [...own, ...units.flat(), ...(interrupt ? endpoint(bound, 0, facts) : [])];
}

/** drivers/usb/gadget/function/f_uac1.c, after USB Audio 1.0, 4. */
export const uac1Descriptors: FunctionDescriptors = {
  strings: (attributes, kernel) =>
    textsOf(kernel).map((each) => (each.includes(' ') ? each : keptName('uac1', attributes, each, kernel))),
  noSuperSpeed: (kernel) => kernel < superSpeedSince,
  descriptors(bound) {
    const names = textsOf(bound.kernel);
    const id: IdOf = (text) => bound.strings[names.indexOf(text)] ?? 0;
    const paths = pathsOf(bound);
    const streams = bound.speed === 'super' ? paths : paths.filter(({ isThere }) => isThere);
    return [
      ...controlDescriptors(bound, paths, id),
      ...streams.flatMap((path) => streamDescriptors(bound, path, id)),
    ];
  },
};
