import type { Attribute } from '../attributes/attribute.js';
import { formatControls, guid } from '../attributes/camera-codecs.js';
import type { AnyCodec } from '../attributes/codec.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { ascendingLines } from '../attributes/list-codecs.js';
import { u16, u32, u8, unsigned } from '../attributes/number-codecs.js';
import { once } from '../options/once.js';
import { wholeNumber } from '../options/shape.js';
import { formatGuid, knownGuids } from './video-guids.js';
import { row, shown } from './video-rows.js';

/** The first kernel that refuses a number of 0 for what counts from 1 (uvc_configfs.c, "index values in uvc are never 0"). */
const countsFromOneSince = since(5, 15);

const fromOne = (kernelSince: KernelVersion): AnyCodec => ({
  ...u8,
  shape: wholeNumber(1, 255),
  variesByKernel: true,
  store: (written, before, kernel = Infinity) =>
    unsigned({ typeMost: 0xff, range: [kernel >= kernelSince ? 1 : 0, 255] }).store(written, before),
});

const defaultFrame = (kernelSince: KernelVersion): Attribute =>
  row('bDefaultFrameIndex', 'defaultFrame', {
    codec: fromOne(kernelSince),
    initial: '1\n',
    frozenBy: 'holder',
  });

const controls = (): Attribute =>
  row('bmaControls', 'controls', { codec: formatControls, initial: '0x0\n', frozenBy: 'holder' });

const isKnown = (value: string): boolean => knownGuids().has(value);

const formatGuidRow = (initial: string, knows?: (value: string) => boolean): Attribute =>
  row('guidFormat', 'guid', { codec: guid(knows), initial, binary: true, frozenBy: 'holder' });

/** The first kernel that spells the flags as the class does. */
const interlaceSince = since(6, 2);

const interlaceFlags = (): readonly Attribute[] => [
  { ...shown('bmInterfaceFlags'), until: interlaceSince },
  { ...shown('bmInterlaceFlags'), since: interlaceSince },
];

/** `streaming/mjpeg/NAME`. */
export const mjpegAttributes: () => readonly Attribute[] = once(() => [
  shown('bFormatIndex'),
  defaultFrame(countsFromOneSince),
  shown('bmFlags'),
  shown('bAspectRatioX'),
  shown('bAspectRatioY'),
  ...interlaceFlags(),
  controls(),
]);

/** `streaming/uncompressed/NAME`. */
export const uncompressedAttributes: () => readonly Attribute[] = once(() => [
  shown('bFormatIndex'),
  formatGuidRow(formatGuid('YUY2'), isKnown),
  row('bBitsPerPixel', 'bitsPerPixel', {
    codec: fromOne(countsFromOneSince),
    initial: '16\n',
    frozenBy: 'holder',
  }),
  defaultFrame(countsFromOneSince),
  shown('bAspectRatioX'),
  shown('bAspectRatioY'),
  ...interlaceFlags(),
  controls(),
]);

/** `streaming/framebased/NAME`. */
export const frameBasedAttributes: () => readonly Attribute[] = once(() => [
  shown('bFormatIndex'),
  formatGuidRow(formatGuid('H264')),
  defaultFrame(Infinity),
  shown('bBitsPerPixel'),
  shown('bAspectRatioX'),
  shown('bAspectRatioY'),
  shown('bmInterfaceFlags'),
  controls(),
]);

const u32Most = 0xffffffff;

const frameNumber = (name: string, from: string, codec: AnyCodec, initial: number): Attribute =>
  row(name, from, { codec, initial: `${initial}\n`, frozenBy: 'holder', judgedFirst: true });

const size = { ...u16, shape: wholeNumber(1, 0xffff) };

const frameAttributes = (ownBytes: Attribute): readonly Attribute[] => [
  // Not to be read until its format is linked to a header.
  shown('bFrameIndex', 1),
  frameNumber('bmCapabilities', 'capabilities', u8, 0),
  { ...frameNumber('wWidth', 'width', size, 640), alwaysTold: true },
  { ...frameNumber('wHeight', 'height', size, 360), alwaysTold: true },
  frameNumber('dwMinBitRate', 'minimumBitRate', u32(1, u32Most), 18_432_000),
  frameNumber('dwMaxBitRate', 'maximumBitRate', u32(1, u32Most), 55_296_000),
  ownBytes,
  frameNumber('dwDefaultFrameInterval', 'defaultFrameInterval', u32(1, u32Most), 666_666),
  row('dwFrameInterval', 'frameIntervals', {
    codec: ascendingLines,
    initial: '',
    frozenBy: 'holder',
    alwaysTold: true,
  }),
];

/** `streaming/mjpeg/NAME/NAME` and `streaming/uncompressed/NAME/NAME`. */
export const pictureAttributes: () => readonly Attribute[] = once(() =>
  frameAttributes(frameNumber('dwMaxVideoFrameBufferSize', 'maximumFrameBytes', u32(1, u32Most), 460_800)),
);

/** `streaming/framebased/NAME/NAME`. */
export const streamPictureAttributes: () => readonly Attribute[] = once(() =>
  frameAttributes(frameNumber('dwBytesPerLine', 'bytesPerLine', u32(0, u32Most), 0)),
);
