import type { RawEntry, RawFunctionDefinition } from '../functions/raw.js';

const sizes: readonly (readonly [width: number, height: number])[] = [
  [1280, 720],
  [1024, 768],
  [1024, 576],
  [960, 720],
  [800, 600],
  [640, 480],
  [640, 360],
  [320, 240],
  [320, 180],
];

const framesPerSecond = [30, 24, 20, 15, 10, 5];

/** In units of 100 ns (USB Video Class 1.1, Motion-JPEG payload, 3.1.2). */
const intervals = framesPerSecond.map((rate) => Math.floor(10_000_000 / rate));

const format = 'streaming/mjpeg/m';

function frame([width, height]: readonly [width: number, height: number]): readonly RawEntry[] {
  const path = `${format}/${width}x${height}`;
  return [
    { path, folder: true },
    { path: `${path}/wWidth`, text: String(width) },
    { path: `${path}/wHeight`, text: String(height) },
    { path: `${path}/dwMaxVideoFrameBufferSize`, text: String(width * height) },
    { path: `${path}/dwFrameInterval`, text: intervals.join('\n') },
  ];
}

/** A mask as the kernel reads one: its bytes, the lowest first, a line each. */
const maskLines = (mask: number, bytes: number): string =>
  Array.from({ length: bytes }, (_, index) => (mask >>> (8 * index)) & 0xff).join('\n');

/** A header is linked once for each speed; 6.12 wants all of them on any controller (drivers/usb/gadget/function/f_uvc.c). */
const classLinks = (part: 'control' | 'streaming', speeds: readonly string[]): readonly RawEntry[] =>
  speeds.map((speed) => ({ path: `${part}/class/${speed}/h`, link: `${part}/header/h` }));

/**
 * PiKVM's camera: UVC with Motion-JPEG in nine sizes, in the only order that works, since each link freezes what it leads to.
 * Packets of 2048 bytes are two of 1024 in one microframe.
 *
 * @param cameraControls - `bmControls` of the camera terminal, three bytes.
 * @param processingControls - `bmControls` of the processing unit, two bytes.
 */
export function cameraFunction(cameraControls: number, processingControls: number): RawFunctionDefinition {
  return {
    driver: 'uvc',
    name: 'usb0',
    contents: [
      { path: 'streaming_maxpacket', text: '2048' },
      {
        path: 'control/terminal/camera/default/bmControls',
        text: maskLines(cameraControls, 3),
        since: '6.3',
      },
      { path: 'control/processing/default/bmControls', text: maskLines(processingControls, 2), since: '6.3' },
      { path: 'control/header/h', folder: true },
      ...classLinks('control', ['fs', 'ss']),
      { path: format, folder: true },
      ...sizes.flatMap(frame),
      { path: 'streaming/header/h', folder: true },
      { path: 'streaming/header/h/m', link: format },
      ...classLinks('streaming', ['fs', 'hs', 'ss']),
    ],
    interfaces: 2,
    endpoints: [
      { direction: 'in', transfer: 'interrupt', matchSize: 16, packetSize: 16, before: '6.3' },
      { direction: 'in', transfer: 'isochronous', matchSize: 1024, packetSize: 1024, multiplier: 2 },
    ],
  };
}
