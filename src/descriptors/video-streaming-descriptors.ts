import type { ControllerSpeed } from '../udc/profile.js';
import { formatGuid } from '../functions/video-guids.js';
import { secondEditionSince } from '../functions/video-rows.js';
import { describe, lengthOf, littleEndian, type Descriptor } from './descriptor.js';
import { endpoint, type EndpointFacts } from './endpoint-descriptors.js';
import { numberOf, type AttributeTexts, type BoundFunction } from './function-descriptors.js';
import { classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { videoStreaming } from './video-layouts.js';
import { hasInterrupt } from './video-control-descriptors.js';

/** The folder of `streaming/class` that a speed has its formats from. */
const classFolders: Readonly<Record<ControllerSpeed, string>> = { full: 'fs', high: 'hs', super: 'ss' };

type Kind = 'uncompressed' | 'mjpeg' | 'framebased';

/** The kind of a format is the folder that it was made in. */
const kindOf = (format: string): Kind => format.split('/')[1] as Kind;

/** Values that formats have of their own, each with what a fresh one has. */
const ownValues: Readonly<Record<Kind, (attributes: AttributeTexts, format: string) => object>> = {
  uncompressed: (attributes, format) => ({
    guidFormat: attributes.bytes(`${format}/guidFormat`) ?? formatGuid('YUY2'),
    bBitsPerPixel: numberOf(attributes, `${format}/bBitsPerPixel`, 16),
  }),
  mjpeg: () => ({}),
  framebased: (attributes, format) => ({
    guidFormat: attributes.bytes(`${format}/guidFormat`) ?? formatGuid('H264'),
  }),
};

/** Numbers of a frame, with what a fresh one has. */
const frameNumbers: readonly (readonly [name: string, byDefault: number])[] = [
  ['bmCapabilities', 0],
  ['wWidth', 640],
  ['wHeight', 360],
  ['dwMinBitRate', 18_432_000],
  ['dwMaxBitRate', 55_296_000],
  ['dwMaxVideoFrameBufferSize', 460_800],
  ['dwDefaultFrameInterval', 666_666],
  ['dwBytesPerLine', 0],
];

function frame(attributes: AttributeTexts, folder: string, index: number): Descriptor {
  const intervals = (attributes.text(`${folder}/dwFrameInterval`)?.match(/\w+/g) ?? [])
    .map(Number)
    .sort((left, right) => left - right);
  const numbers = frameNumbers.map(
    ([name, byDefault]) => [name, numberOf(attributes, `${folder}/${name}`, byDefault)] as const,
  );
  return describe(videoStreaming[`${kindOf(folder)}Frame`], {
    ...Object.fromEntries(numbers),
    bFrameIndex: index + 1,
    bFrameIntervalType: intervals.length,
    dwFrameInterval: intervals.map((each) => littleEndian(each, 4)).join(''),
  });
}

const colors: readonly (readonly [name: string, byDefault: number])[] = [
  ['bColorPrimaries', 1],
  ['bTransferCharacteristics', 1],
  ['bMatrixCoefficients', 4],
];

const usualColors = 'streaming/color_matching/default';

/** How colours are meant: a format without a link has the usual ones, and fresh ones of another name are unspecified. */
function color(attributes: AttributeTexts, folder: string = usualColors): Descriptor {
  const numbers = colors.map(
    ([name, usual]) =>
      [name, numberOf(attributes, `${folder}/${name}`, folder === usualColors ? usual : 0)] as const,
  );
  return describe(videoStreaming.color, Object.fromEntries(numbers));
}

/** Earlier kernels tell of colours once, after all formats (uvc_configfs.c, uvcg_streaming_class_allow_link). */
const hasOwnColors = ({ kernel }: BoundFunction): boolean => kernel >= secondEditionSince;

function formatDescriptors(bound: BoundFunction, format: string, index: number): Descriptor[] {
  const { attributes } = bound;
  const frames = attributes.folders(format);
  return [
    describe(videoStreaming[kindOf(format)], {
      bFormatIndex: index + 1,
      bNumFrameDescriptors: frames.length,
      bDefaultFrameIndex: numberOf(attributes, `${format}/bDefaultFrameIndex`, 1),
      ...ownValues[kindOf(format)](attributes, format),
    }),
    ...frames.map((each, place) => frame(attributes, each, place)),
    ...(hasOwnColors(bound) ? [color(attributes, attributes.targets(format)[0])] : []),
  ];
}

/** The header of a speed, and the formats that it links to. */
function formats(bound: BoundFunction, address: number): Descriptor[] {
  const { attributes, speed } = bound;
  const [header = ''] = attributes.targets(`streaming/class/${classFolders[speed]}`);
  const linked = attributes.targets(header);
  const all = [
    ...linked.flatMap((format, index) => formatDescriptors(bound, format, index)),
    ...(hasOwnColors(bound) ? [] : [color(attributes)]),
  ];
  const own = describe(videoStreaming.header, {
    bNumFormats: linked.length,
    wTotalLength: 13 + linked.length + lengthOf(all),
    bEndpointAddress: address,
    bmaControls: linked
      .map((format) => littleEndian(numberOf(attributes, `${format}/bmaControls`, 0), 1))
      .join(''),
  });
  return [own, ...all];
}

const isochronousAsynchronous = 1 << 2;

/** The packets within the limits that the driver keeps them in; more than 1024 bytes are several of one microframe (uvc_function_bind). */
function packets({ attributes }: BoundFunction): EndpointFacts {
  const within = (name: string, least: number, most: number, byDefault: number): number =>
    Math.min(most, Math.max(least, numberOf(attributes, name, byDefault)));
  const interval = within('streaming_interval', 1, 16, 1);
  const burst = within('streaming_maxburst', 0, 15, 0);
  const asked = within('streaming_maxpacket', 1, 3072, 1024);
  const bytes = burst ? 1024 * Math.ceil(asked / 1024) : asked;
  const multiplier = Math.ceil(bytes / 1024);
  const size = Math.floor(bytes / multiplier);
  return {
    packetSize: [Math.min(bytes, 1023), size | ((multiplier - 1) << 11), size],
    interval: [interval, multiplier > 1 ? 1 : interval, interval],
    attributes: isochronousAsynchronous,
    burst,
    companionAttributes: multiplier - 1,
    bytesPerInterval: size * multiplier * (burst + 1),
  };
}

const streaming: Triple = [classes.video, 2, 0];

/** The interface that pictures leave by: its second setting has the endpoint. */
export function videoStreamingDescriptors(bound: BoundFunction): Descriptor[] {
  const number = bound.firstInterface + 1;
  const [, string] = bound.strings;
  const index = hasInterrupt(bound) ? 1 : 0;
  return [
    interfaceDescriptor({ number, is: streaming, string }),
    ...formats(bound, bound.endpoints[index]?.address ?? 0),
    interfaceDescriptor({ number, alternate: 1, endpoints: 1, is: streaming, string }),
    ...endpoint(bound, index, packets(bound)),
  ];
}
