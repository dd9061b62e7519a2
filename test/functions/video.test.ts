import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  defineGadget,
  endpointRequests,
  knownKernels,
  planCreate,
  planUpdate,
  validate,
  VideoFunction,
  type EndpointRequest,
} from 'usb-gadget';
import { kernelVersion } from '../../src/attributes/kernel-version.js';

type Options = Readonly<Record<string, unknown>>;

const size: Options = { width: 1280, height: 720, framesPerSecond: [15, 30] };
const mjpeg: Options = { format: 'mjpeg', frames: [size] };

const camera = (options: Options): ReturnType<typeof defineGadget> =>
  defineGadget({
    name: 'g',
    vendorId: 1,
    productId: 1,
    functions: [{ driver: 'uvc', name: 'c', ...options }],
  });

const format = (options: Options): Options =>
  (camera({ formats: [options] }).functions[0] as unknown as { formats: readonly Options[] }).formats[0]!;

const frame = (options: Options, of: Options = { format: 'mjpeg' }): Options =>
  (format({ ...of, frames: [options] })['frames'] as readonly Options[])[0]!;

const issues = (options: Options, kernel = '7.2'): string[] =>
  validate(camera(options), { kernel })
    .filter(({ code }) => code !== 'HELD_OFF_BUS')
    .map(({ code, path }) => `${code} ${path.replace('functions[0].', '')}`);

describe('a size', () => {
  it('has its intervals in ascending order, begins with the first rate, and needs what its pixels take', () => {
    assert.deepEqual(frame(size), {
      name: '1280x720',
      width: 1280,
      height: 720,
      frameIntervals: [333_333, 666_666],
      defaultFrameInterval: 666_666,
      minimumBitRate: Math.ceil((1280 * 720 * 16 * 1e7) / 666_666),
      maximumBitRate: Math.ceil((1280 * 720 * 16 * 1e7) / 333_333),
      maximumFrameBytes: 1280 * 720 * 2,
    });
  });

  it('takes one rate, a rate with a fraction, or intervals', () => {
    const intervals = (options: Options): unknown =>
      frame({ width: 1, height: 1, ...options })['frameIntervals'];
    assert.deepEqual(intervals({ framesPerSecond: 30 }), [333_333]);
    assert.deepEqual(intervals({ framesPerSecond: 29.97 }), [333_667]);
    assert.deepEqual(intervals({ frameIntervals: [500_000, 400_000, 500_000] }), [400_000, 500_000]);
  });

  it('has no number that the kernel cannot hold', () => {
    const { maximumBitRate, maximumFrameBytes } = frame({
      width: 65_535,
      height: 65_535,
      framesPerSecond: 1000,
    });
    assert.deepEqual([maximumBitRate, maximumFrameBytes], [0xffff_ffff, 0xffff_ffff]);
  });

  it('of a frame-based format has no limit of bytes', () =>
    assert.equal('maximumFrameBytes' in frame(size, { format: 'h264' }), false));
});

describe('a format', () => {
  const rows: readonly (readonly [word: string, kind: string, guid?: string, bits?: number])[] = [
    ['mjpeg', 'mjpeg'],
    ['yuy2', 'uncompressed', '5955593200001000800000aa00389b71', 16],
    ['nv12', 'uncompressed', '4e56313200001000800000aa00389b71', 12],
    ['h264', 'framebased', '4832363400001000800000aa00389b71'],
  ];
  for (const [word, kind, guid, bits] of rows)
    it(`${word} is ${kind}`, () => {
      const { format: made, guid: given, bitsPerPixel } = format({ format: word, frames: [size] });
      assert.deepEqual([made, given, bitsPerPixel], [kind, guid, bits]);
    });

  it('has a name that no other has', () => {
    const { formats } = camera({
      formats: [mjpeg, mjpeg, { ...mjpeg, format: 'yuy2' }, { ...mjpeg, name: 'm1' }, mjpeg],
    }).functions[0] as unknown as { readonly formats: readonly Options[] };
    assert.deepEqual(
      formats.map(({ name }) => name),
      ['m', 'm2', 'u', 'm1', 'm3'],
    );
  });

  it('is complete once it is defined', () => {
    const { functions } = camera({
      formats: [mjpeg, { ...mjpeg, format: 'nv12' }, { ...mjpeg, format: 'h265' }],
    });
    assert.deepEqual(defineGadget({ name: 'g', vendorId: 1, productId: 1, functions }).functions, functions);
    const builder = new VideoFunction({
      formats: [{ format: 'yuy2', frames: [{ width: 4, height: 4, framesPerSecond: 1 }] }],
    });
    assert.equal(builder.toDefinition().formats[0]!.name, 'u');
  });
});

describe('faults', () => {
  const rows: readonly (readonly [
    why: string,
    options: Options,
    found: readonly string[],
    kernel?: string,
  ])[] = [
    ['no format', { formats: [] }, ['OPTION_REQUIRED formats']],
    ['no size', { formats: [{ format: 'mjpeg', frames: [] }] }, ['OPTION_REQUIRED formats[0].frames']],
    ['no formats', {}, ['OPTION_REQUIRED formats']],
    ['an unknown format', { formats: [{ ...mjpeg, format: 'gif' }] }, ['VALUE_FORMAT formats[0].format']],
    [
      'no rate',
      { formats: [{ format: 'mjpeg', frames: [{ width: 1, height: 1 }] }] },
      ['OPTION_REQUIRED formats[0].frames[0].frameIntervals'],
    ],
    [
      'a rate that is not among the others',
      { formats: [{ format: 'mjpeg', frames: [{ ...size, defaultFrameInterval: 400_000 }] }] },
      ['VALUE_RANGE formats[0].frames[0].defaultFrameInterval'],
    ],
    [
      'a size that is not there',
      { formats: [{ ...mjpeg, defaultFrame: 2 }] },
      ['VALUE_RANGE formats[0].defaultFrame'],
    ],
    [
      'two sizes of one name',
      { formats: [{ format: 'mjpeg', frames: [size, size] }] },
      ['NAME_DUPLICATE formats[0].frames[1].name'],
    ],
    [
      'two formats of one name',
      {
        formats: [
          { ...mjpeg, name: 'a' },
          { ...mjpeg, format: 'h264', name: 'a' },
        ],
      },
      ['NAME_DUPLICATE formats[1].name'],
    ],
    [
      'a burst of odd packets',
      { formats: [mjpeg], maximumBurst: 1, maximumPacketSize: 512 },
      ['VALUE_RANGE maximumPacketSize'],
    ],
    [
      'more pictures than high speed passes',
      { formats: [{ format: 'yuy2', frames: [size] }] },
      ['VIDEO_BANDWIDTH formats[0].frames[0]'],
    ],
    [
      'a frame-based format on a kernel without',
      { formats: [{ ...mjpeg, format: 'h264' }] },
      ['KERNEL_LACKS_ATTRIBUTE formats[0]', 'KERNEL_LACKS_ATTRIBUTE formats[0].frames[0]'],
      '6.12',
    ],
    [
      'what the second edition brought',
      {
        formats: [{ ...mjpeg, colorMatching: { transfer: 'srgb' } }],
        cameraControls: 0x20a,
        interruptEndpoint: true,
        extensions: [{ guid: '00'.repeat(16) }],
      },
      [
        'KERNEL_LACKS_ATTRIBUTE_UNUSED cameraControls',
        'KERNEL_LACKS_ATTRIBUTE interruptEndpoint',
        'KERNEL_LACKS_ATTRIBUTE extensions[0]',
        'KERNEL_LACKS_ATTRIBUTE formats[0].colorMatching',
      ],
      '6.1',
    ],
    [
      'an arrangement of bytes that the kernel does not know',
      {
        formats: [
          { format: 'uncompressed', guid: '00'.repeat(16), frames: [{ ...size, width: 16, height: 16 }] },
        ],
      },
      ['KERNEL_REFUSES_VALUE formats[0].guid'],
    ],
  ];
  for (const [why, options, found, kernel] of rows)
    it(why, () => assert.deepEqual(issues(options, kernel), found));

  it('are none in what every kernel has', () => {
    for (const kernel of knownKernels) assert.deepEqual(issues({ formats: [mjpeg] }, kernel), []);
  });
});

describe('endpoints', () => {
  const endpoints = (options: Options, kernel = '6.12'): string[] =>
    endpointRequests(
      camera({ formats: [mjpeg], ...options }),
      kernelVersion(kernel),
    )[0]!.functions[0]!.endpoints.map(
      ({ transfer, packetSize, multiplier = 1 }: EndpointRequest) =>
        `${transfer} ${packetSize} x ${multiplier}`,
    );
  const rows: readonly (readonly [options: Options, expected: readonly string[], kernel?: string])[] = [
    [{}, ['isochronous 1024 x 1']],
    [{}, ['interrupt 16 x 1', 'isochronous 1024 x 1'], '6.1'],
    [{ interruptEndpoint: true, maximumPacketSize: 2048 }, ['interrupt 16 x 1', 'isochronous 1024 x 2']],
    [{ maximumPacketSize: 3072 }, ['isochronous 1024 x 3']],
    [{ maximumPacketSize: 1500 }, ['isochronous 750 x 2']],
  ];
  for (const [options, expected, kernel] of rows)
    it(`${JSON.stringify(options)} on ${kernel ?? '6.12'}`, () =>
      assert.deepEqual(endpoints(options, kernel), expected));
});

describe('a change', () => {
  const second: Options = { format: 'yuy2', frames: [{ width: 320, height: 240, framesPerSecond: 15 }] };
  const update = (from: Options, to: Options): string[] =>
    planUpdate(camera(from), camera(to), { kernel: '6.12', udc: 'usbip-vudc.0' }).operations.map(
      (each) => `${each.op} ${'path' in each ? each.path.replace('g/functions/', '') : ''}`,
    );

  it('of what no link freezes is a write', () =>
    assert.deepEqual(update({ formats: [mjpeg] }, { formats: [mjpeg], outputSource: 4 }), [
      'unbind g/UDC',
      'write uvc.c/control/terminal/output/default/bSourceID',
      'bind g/UDC',
    ]));

  it('of what the link of the function freezes takes that away for a while', () =>
    assert.deepEqual(update({ formats: [mjpeg] }, { formats: [mjpeg], maximumPacketSize: 2048 }), [
      'unbind g/UDC',
      'unlink g/configs/c.1/uvc.c',
      'write uvc.c/streaming_maxpacket',
      'symlink g/configs/c.1/uvc.c',
      'bind g/UDC',
    ]));

  it('of formats, sizes or their order makes the camera anew, as it would be made at first', () => {
    const made = (options: Options): readonly string[] =>
      planCreate(camera(options), { kernel: '6.12' })
        .operations.map((each) => `${each.op} ${'path' in each ? each.path.replace('g/functions/', '') : ''}`)
        .filter((each) => each.includes(' uvc.c'));
    for (const to of [[mjpeg, second], [second, mjpeg], [second], [{ ...mjpeg, controls: 4 }]]) {
      const operations = update(
        { formats: [mjpeg, { ...second, format: 'nv12', name: 'n' }] },
        { formats: to },
      );
      const again = operations.filter((each) => /^(mkdir|write|symlink) uvc\.c/.test(each));
      assert.deepEqual(again, made({ formats: to }));
      const links = operations.filter((each) => each.startsWith('unlink'));
      assert.deepEqual(links.slice(0, 2), [
        'unlink g/configs/c.1/uvc.c',
        'unlink uvc.c/streaming/class/ss/h',
      ]);
    }
  });
});
