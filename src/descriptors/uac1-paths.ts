import type { KernelVersion } from '../attributes/kernel-version.js';
import { controlsSince, kernelRates, oneStreamSince } from '../functions/audio-kernels.js';
import { boundStream, numbered, type BoundStream } from './audio-streams.js';
import type { BoundFunction } from './function-descriptors.js';

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

/** One of the texts. */
export type Uac1Text = (typeof texts)[number];

/** The texts that a kernel has. */
export const uac1Texts = (kernel: KernelVersion): readonly Uac1Text[] =>
  texts.filter((each) => kernel >= controlsSince || !each.endsWith('fu_vol_name'));

/** One direction: what tells it from the other. */
export interface Direction {
  /** What its attributes begin with. */
  readonly prefix: 'c' | 'p';
  /** `wTerminalType` of each. */
  readonly terminals: readonly [input: number, output: number];
  /** Texts of the settings of its interface. */
  readonly settings: readonly [off: Uac1Text, on: Uac1Text];
  /** Of an endpoint that was not asked for. */
  readonly address: number;
  /** Asynchronous is 1 and adaptive 2, in bits 3 and 2 (USB 2.0, 9.6.6). */
  readonly synchronization: number;
  /** Fields of the class-specific descriptor of its endpoint. */
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
export interface Path {
  /** What tells it from the other. */
  readonly direction: Direction;
  /** Its stream. */
  readonly stream: BoundStream;
  /** The host finds it. */
  readonly isThere: boolean;
  /** It has a feature unit. */
  readonly hasControls: boolean;
  /** `bTerminalID` where sound comes in. */
  readonly input: number;
  /** `bTerminalID` where it goes out. */
  readonly output: number;
  /** `bUnitID` of its feature unit. */
  readonly unit: number;
  /** `bInterfaceNumber`. */
  readonly interface: number;
  /** The place of its endpoint among those asked for; -1 for none. */
  readonly endpoint: number;
}

/** Reads both directions. */
export function pathsOf({ attributes, kernel, firstInterface }: BoundFunction): readonly [Path, Path] {
  const always = kernel < oneStreamSince;
  const [speakers, microphone] = directions.map(({ prefix }) =>
    boundStream(attributes, prefix, kernelRates.uac1[prefix], kernel),
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
