import { once } from '../options/once.js';
import { utf8ToHex } from '../usb/bytes.js';

/** The end of every GUID that is made of four letters (USB Video Class 1.1, Uncompressed payload, 2.2). */
const end = '00001000800000aa00389b71';

/** The GUID of a format by its four letters. */
export const formatGuid = (letters: string): string => utf8ToHex(letters.padEnd(4)) + end;

/** Formats of four letters that the kernel knows (include/linux/usb/uvc.h). */
const letters =
  'MJPG YUY2 NV12 YV12 I420 UYVY Y800 Y8 Y10 Y12 Y16 BY8 BA81 GBRG GRBG RGGB BG16 GB16 RG16 GR16 RGBP M420 H264 H265 Y8I Y12I Z16 RW10 C HEVC'.split(
    ' ',
  );

/** Formats whose GUIDs are made otherwise. */
const others = [
  '59555932000010008000000000389b71',
  '7deb36e44f52ce119f530020af0ba770',
  '7eeb36e44f52ce119f530020af0ba770',
  '494e565a902d584a920b773f1f2c556b',
  '494e5a49661a42a29065d01814a8ef8a',
  '494e5649db57495e8e3ff479532b946f',
  `32000000${end}`,
  '3200000002001000800000aa00389b71',
];

/** The formats that the kernel takes as uncompressed ones (drivers/media/common/uvc.c). */
export const knownGuids: () => ReadonlySet<string> = once(
  () => new Set([...letters.map(formatGuid), ...others]),
);

/** What stands for an uncompressed format: its GUID, and bits of one pixel. */
export const uncompressedFormats: Readonly<Record<string, readonly [letters: string, bitsPerPixel: number]>> =
  {
    yuy2: ['YUY2', 16],
    nv12: ['NV12', 12],
    i420: ['I420', 12],
    yv12: ['YV12', 12],
    uyvy: ['UYVY', 16],
    y800: ['Y800', 8],
  };

/** What stands for a frame-based format. */
export const frameBasedFormats: Readonly<Record<string, string>> = { h264: 'H264', h265: 'H265' };
