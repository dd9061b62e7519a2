import type { Attribute } from '../attributes/attribute.js';
import { mostRates } from '../attributes/list-codecs.js';
import { isPlain, type Plain } from '../options/plain.js';
import {
  object,
  oneOf,
  wholeNumber,
  type ObjectShape,
  type Shape,
  type ValueShape,
} from '../options/shape.js';
import { audioAttributes } from './audio-attributes.js';
import { channelMask, channelPositions, mostUsualChannels, positionCounts } from './audio-channels.js';
import { audioBindRefusal, checkAudio } from './audio-check.js';
import type { AudioFunctionDefinition } from './audio-definition.js';
import { audioInterfaces, uac1Endpoints, uac2Endpoints } from './audio-endpoints.js';
import { kernelRates, type StreamName } from './audio-kernels.js';
import { functionOptions, optionsWithin, type FunctionDriver } from './function-driver.js';

const streams: readonly StreamName[] = ['speakers', 'microphone'];

/** A number of channels, or where each stands. */
function channelsShape(driver: AudioFunctionDefinition['driver']): ValueShape {
  const positions = oneOf(channelPositions.slice(0, positionCounts[driver]));
  const count = wholeNumber(1, mostUsualChannels);
  return {
    kind: 'value',
    expected: `a whole number from 1 to ${mostUsualChannels}, or a list of positions such as front-left, each once`,
    hint: `Positions: ${channelPositions.slice(0, positionCounts[driver]).join(', ')}.`,
    fault(value) {
      if (!Array.isArray(value)) return count.fault(value);
      const fault = value.map(positions.fault).find((each) => each !== undefined);
      return fault ?? (value.length === 0 || new Set(value).size < value.length ? 'VALUE_RANGE' : undefined);
    },
    schema: {
      anyOf: [count.schema, { type: 'array', items: positions.schema, minItems: 1, uniqueItems: true }],
    },
  };
}

/** Three bytes tell a rate to the host in USB Audio 1.0, and no interface has one that needs more. */
const rates = (): Shape => ({ kind: 'list', of: wholeNumber(1, 0xffffff), most: mostRates, orOne: true });

function streamShape(
  driver: AudioFunctionDefinition['driver'],
  stream: StreamName,
  attributes: readonly Attribute[],
): ObjectShape {
  const options = optionsWithin(stream, attributes);
  return object({
    channels: { shape: channelsShape(driver) },
    ...options,
    sampleRates: { ...options['sampleRates']!, shape: rates() },
  });
}

/** Puts a mask in place of a number of channels or their positions, and a list in place of one rate. */
function defineStream(stream: Plain, byDefault: Plain): Plain {
  const { channels, ...given } = { ...byDefault, ...stream };
  const { sampleRates } = given;
  return {
    ...(channels !== undefined && { channelMask: channelMask(channels as number | readonly string[]) }),
    ...given,
    ...(typeof sampleRates === 'number' && { sampleRates: [sampleRates] }),
  };
}

/** The kernel's own 64000 is a rate that no player has. */
const defaults: Readonly<
  Record<AudioFunctionDefinition['driver'], Readonly<Partial<Record<StreamName, Plain>>>>
> = {
  uac1: {},
  uac2: { speakers: { sampleRates: [48_000] } },
};

function audio<Driver extends AudioFunctionDefinition['driver']>(
  driver: Driver,
  endpoints: FunctionDriver<AudioFunctionDefinition & { readonly driver: Driver }>['endpoints'],
): FunctionDriver<AudioFunctionDefinition & { readonly driver: Driver }> {
  const attributes = audioAttributes(driver);
  const shapes = streams.map(
    (stream) => [stream, { shape: streamShape(driver, stream, attributes) }] as const,
  );
  return {
    driver,
    module: `usb_f_${driver}`,
    folder: { role: 'function', attributes },
    options: functionOptions(attributes, Object.fromEntries(shapes)),
    interfaces: audioInterfaces,
    endpoints,
    // f_uac1.c and f_uac2.c, g_audio_setup
    device: { kind: 'sound', cardDriver: `${driver.toUpperCase()}_Gadget` },
    usual: { speakers: { sampleRates: [kernelRates[driver].c] }, microphone: {} },
    bindErrno: 'ENODEV',
    bindRefusal: audioBindRefusal,
    shorthands: streams,
    define(options) {
      const defined = streams.flatMap((stream) => {
        const given = options[stream];
        return isPlain(given) ? [[stream, defineStream(given, defaults[driver][stream] ?? {})] as const] : [];
      });
      return { ...options, ...Object.fromEntries(defined) };
    },
    // A stream without channels is one that is not there.
    fromFolder: ({ values }) =>
      Object.fromEntries(
        Object.entries(values).filter(([, each]) => !isPlain(each) || each['channelMask'] !== 0),
      ),
    check: checkAudio,
  };
}

/** drivers/usb/gadget/function/f_uac1.c, f_uac2.c */
export const audioDrivers: Readonly<
  Record<AudioFunctionDefinition['driver'], () => FunctionDriver<AudioFunctionDefinition>>
> = { uac1: () => audio('uac1', uac1Endpoints), uac2: () => audio('uac2', uac2Endpoints) };
