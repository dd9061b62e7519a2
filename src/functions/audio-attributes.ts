import { copiedAtLink, type Attribute } from '../attributes/attribute.js';
import type { AnyCodec } from '../attributes/codec.js';
import { sampleRates } from '../attributes/list-codecs.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { u32, u8, unsigned } from '../attributes/number-codecs.js';
import { signed16 } from '../attributes/signed-codecs.js';
import { leadingWord } from '../attributes/word-codecs.js';
import { wholeNumber, type ValueShape } from '../options/shape.js';
import type { AudioFunctionDefinition } from './audio-definition.js';
import { positionCounts } from './audio-channels.js';
import {
  controlsSince,
  intervalsSince,
  kernelRates,
  namesSince,
  streamPrefixes,
  type StreamName,
} from './audio-kernels.js';
import { nameAttribute, streamNames } from './audio-names.js';

type Driver = AudioFunctionDefinition['driver'];

/** The part of a decibel that volumes count in (USB Audio 1.0, 5.2.2.4.3.2). */
const decibelParts = 256;

/** Volumes above the one that stands for silence, in decibels. */
const decibels = (least: number): ValueShape => ({
  kind: 'value',
  expected: `a number of decibels above ${least} and below 128, in steps of 1/256`,
  hint: 'Write halves as 0.5.',
  fault: (value) =>
    typeof value !== 'number' || !Number.isFinite(value)
      ? 'OPTION_TYPE'
      : value <= least || value >= 128
        ? 'VALUE_RANGE'
        : Number.isInteger(value * decibelParts)
          ? undefined
          : 'VALUE_FORMAT',
  schema: { type: 'number', exclusiveMinimum: least, exclusiveMaximum: 128, multipleOf: 1 / decibelParts },
});

const decibelCodec = (least: number): AnyCodec =>
  signed16(
    decibels(least),
    (value) => value * decibelParts,
    (number) => number / decibelParts,
  );

/** Numbers above 0x7fff are negative to the driver. */
const terminalType = (): AnyCodec =>
  signed16(
    wholeNumber(0x0100, 0xffff, 'See "USB Device Class Definition for Terminal Types".'),
    (value) => (value > 0x7fff ? value - 0x10000 : value),
    (number) => number & 0xffff,
  );

type Row = readonly [name: string, attribute: Omit<Attribute, 'name' | 'from'>, option: string];

/** The channels of a stream that is not there are none; without a word of them there would be two. */
const channels = (driver: Driver, stream: StreamName): Row => [
  'chmask',
  {
    codec: u32(1, 2 ** positionCounts[driver] - 1),
    otherwise: (source: AudioFunctionDefinition) => (source[stream] ? undefined : 0),
    initial: '3\n',
    alwaysTold: true,
  },
  'channelMask',
];

/** uac1 asks for an interrupt endpoint for controls of streams that are not there, too (f_uac1.c, FUIN_EN). */
const present = (driver: Driver, stream: StreamName, control: 'mute' | 'volume'): Row => [
  `${control}_present`,
  {
    codec: boolean,
    ...(driver === 'uac1' && {
      otherwise: (source: AudioFunctionDefinition) => (source[stream] ? undefined : false),
    }),
    initial: '1\n',
    since: controlsSince,
  },
  control,
];

const volume = (name: string, option: string, initial: number, least: number): Row => [
  `volume_${name}`,
  { codec: decibelCodec(least), initial: `${initial * decibelParts}\n`, since: controlsSince },
  option,
];

const rate = (driver: Driver, stream: StreamName): number => kernelRates[driver][streamPrefixes[stream]];

/**
 * f_uac2.c keeps the number of a clock for gadgets that come later: after one with a microphone alone, one with speakers alone tells
 * the host the rates of the microphone that it does not have (in_rq_range). So a stream that is not there has those of the other one.
 */
const ratesOfOther = (stream: StreamName) => (source: AudioFunctionDefinition) => {
  if (source[stream]) return undefined;
  const { sampleRates: rates = [48_000] } = source[stream === 'speakers' ? 'microphone' : 'speakers'] ?? {};
  return String(rates) === String(rate('uac2', stream)) ? undefined : rates;
};

const rates = (driver: Driver, stream: StreamName): Row => [
  'srate',
  {
    codec: sampleRates,
    ...(driver === 'uac2' && { otherwise: ratesOfOther(stream) }),
    initial: `${rate(driver, stream)}\n`,
    alwaysTold: true,
  },
  'sampleRates',
];

/** What both drivers have for each stream, in the order in which it is written. */
const streamRows = (driver: Driver, stream: StreamName): readonly Row[] => [
  channels(driver, stream),
  rates(driver, stream),
  ['ssize', { codec: u32(1, 4), initial: '2\n' }, 'sampleBytes'],
  present(driver, stream, 'mute'),
  present(driver, stream, 'volume'),
  volume('min', 'minimumDecibels', -100, -128),
  volume('max', 'maximumDecibels', 0, -128),
  volume('res', 'stepDecibels', 1, 0),
];

/** What uac2 has besides. */
const ownRows = (stream: StreamName): readonly Row[] => [
  [
    'hs_bint',
    {
      codec: { ...u8, shape: wholeNumber(0, 4) },
      initial: '0\n',
      since: intervalsSince,
    },
    'highSpeedInterval',
  ],
  ...(stream === 'speakers'
    ? [
        // Whose clock the stream goes by (f_uac2.c, UAC2_ATTRIBUTE_SYNC).
        [
          'sync',
          { codec: leadingWord(['async', 'adaptive']), initial: 'async\n', since: controlsSince },
          'sync',
        ] as const,
      ]
    : []),
];

const streamAttributes = (driver: Driver, stream: StreamName): readonly Attribute[] =>
  [...streamRows(driver, stream), ...(driver === 'uac2' ? ownRows(stream) : [])].map(
    ([name, attribute, option]) => ({
      ...attribute,
      name: `${streamPrefixes[stream]}_${name}`,
      from: `${stream}.${option}`,
    }),
  );

/** Named after the other direction than everything else: `p_terminal_type` is that of the speaker (f_uac2.c, setup_descriptor). */
const terminalTypes = (): readonly Attribute[] =>
  (
    [
      ['p', 'speakers', 0x0301],
      ['c', 'microphone', 0x0201],
    ] as const
  ).map(([prefix, stream, initial]) => ({
    name: `${prefix}_terminal_type`,
    codec: terminalType(),
    from: `${stream}.terminalType`,
    initial: `${initial}\n`,
    since: namesSince,
  }));

const uac2Attributes = (): readonly Attribute[] => [
  { name: 'fb_max', codec: u32(0, 1000), from: 'reservePermille', initial: '5\n', since: controlsSince },
  nameAttribute('uac2', 'if_ctrl_name', 'controlName', 'Topology Control'),
  nameAttribute('uac2', 'clksrc_in_name', 'microphone.clockName', 'Input Clock'),
  nameAttribute('uac2', 'clksrc_out_name', 'speakers.clockName', 'Output Clock'),
  ...terminalTypes(),
];

/** The attributes of a driver (drivers/usb/gadget/function/f_uac1.c, f_uac2.c). */
export function audioAttributes(driver: Driver): readonly Attribute[] {
  return copiedAtLink([
    ...streamAttributes(driver, 'speakers'),
    ...streamAttributes(driver, 'microphone'),
    {
      name: 'req_number',
      codec: { ...unsigned({ typeMost: 0xffffffff }), shape: wholeNumber(1, 1024) },
      from: 'requestCount',
      initial: '2\n',
    },
    nameAttribute(
      driver,
      'function_name',
      'functionName',
      driver === 'uac1' ? 'AC Interface' : 'Source/Sink',
      intervalsSince,
    ),
    ...streamNames(driver, 'speakers'),
    ...streamNames(driver, 'microphone'),
    ...(driver === 'uac2' ? uac2Attributes() : []),
  ]);
}
