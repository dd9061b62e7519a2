import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ControllerSpeed } from 'usb-gadget';
import { descriptorsOf, type Descriptor } from 'usb-gadget/descriptors';
import { controller, gadgetOf } from './functions.js';

type Options = Readonly<Record<string, unknown>>;

const formats: readonly Options[] = [
  { format: 'mjpeg', frames: [{ width: 640, height: 480, framesPerSecond: [15, 30] }], controls: 4 },
  {
    format: 'yuy2',
    frames: [
      { width: 320, height: 240, framesPerSecond: 10 },
      { width: 160, height: 120, framesPerSecond: 10 },
    ],
    colorMatching: { primaries: 'unspecified', transfer: 'srgb', matrix: 'fcc' },
  },
];

/** What the host reads of a camera at one speed. */
function camera(
  options: Options = {},
  kernel = '6.12',
  speed: ControllerSpeed = 'high',
): readonly Descriptor[] {
  const { speeds } = descriptorsOf(gadgetOf([{ driver: 'uvc', formats, ...options }]), controller, kernel);
  return speeds.find((each) => each.speed === speed)!.configurations[0]!.descriptors.slice(1);
}

const namesOf = (descriptors: readonly Descriptor[]): string[] => descriptors.map(({ name }) => name);

const hexOf = (descriptors: readonly Descriptor[], name: string): string[] =>
  descriptors.filter((each) => each.name === name).map(({ hex }) => hex);

describe('cameras', () => {
  it('formats come as they are linked, each with its sizes and its colours', () =>
    assert.deepEqual(namesOf(camera()).slice(6), [
      'Interface',
      'Video streaming input header',
      'MJPEG format',
      'MJPEG frame',
      'Color matching',
      'Uncompressed format',
      'Uncompressed frame',
      'Uncompressed frame',
      'Color matching',
      'Interface',
      'Endpoint',
    ]));

  it('colours are the usual ones or those of a format, and before 6.3 told once after all formats', () => {
    assert.deepEqual(hexOf(camera(), 'Color matching'), ['06240d010104', '06240d000702']);
    assert.deepEqual(hexOf(camera({}, '6.1'), 'Color matching'), ['06240d010104']);
  });

  it('intervals are told from the shortest on', () =>
    assert.equal(
      hexOf(camera(), 'MJPEG frame')[0],
      '2224070100' +
        '8002e001' +
        '4a006504' +
        '9400ca08' +
        '00600900' +
        '2a2c0a00' +
        '02' +
        '15160500' +
        '2a2c0a00',
    ));

  it('the header counts formats and tells what can be set of each', () =>
    assert.equal(hexOf(camera(), 'Video streaming input header')[0], '0f2401029f00810003000000010400'));

  for (const [options, full, high, superSpeed] of [
    [{}, '07058105ff0301', '07058105000401', '07058105000401' + '063000000004'],
    [
      { maximumPacketSize: 2048, streamingInterval: 3 },
      '07058105ff0303',
      '07058105000c01',
      '07058105000403' + '063000010008',
    ],
    [{ maximumPacketSize: 3000 }, '07058105ff0301', '07058105e81301', '07058105e80301' + '06300002b80b'],
    [
      { maximumPacketSize: 1024, maximumBurst: 3 },
      '07058105ff0301',
      '07058105000401',
      '07058105000401' + '063003000010',
    ],
    [{ maximumPacketSize: 512 }, '07058105000201', '07058105000201', '07058105000201' + '063000000002'],
  ] as const)
    it(`the endpoint of ${JSON.stringify(options)}`, () => {
      const at = (speed: ControllerSpeed): string => {
        const all = camera(options, '6.12', speed);
        const [companion = ''] = hexOf(all, 'SuperSpeed endpoint companion');
        return hexOf(all, 'Endpoint').at(-1)! + companion;
      };
      assert.deepEqual([at('full'), at('high'), at('super')], [full, high, superSpeed]);
    });

  it('the interrupt endpoint is there when asked for, and always before 6.3', () => {
    const has = (options: Options, kernel: string): boolean =>
      namesOf(camera(options, kernel)).includes('Video control endpoint');
    assert.deepEqual(
      [has({}, '6.12'), has({ interruptEndpoint: true }, '6.12'), has({}, '6.1')],
      [false, true, true],
    );
  });

  it('extension units are numbered after the others', () => {
    const extensions = [
      { guid: '01'.repeat(16), controlCount: 2, sources: [2], controls: [3] },
      { guid: '02'.repeat(16) },
    ];
    assert.deepEqual(hexOf(camera({ extensions }), 'Video extension unit'), [
      '1a2406' + '04' + '01'.repeat(16) + '02' + '0102' + '0103' + '00',
      '182406' + '05' + '02'.repeat(16) + '00' + '00' + '00' + '00',
    ]);
    assert.deepEqual(hexOf(camera({ extensions }, '6.1'), 'Video extension unit'), []);
  });

  it('a raw camera is known as soon as it links a header', () => {
    const folder = (path: string): Options => ({ path, folder: true });
    const link = (path: string, to: string): Options => ({ path, link: to });
    const contents = [
      folder('control/header/h'),
      { path: 'control/header/h/bcdUVC', text: '0x0100' },
      folder('streaming/mjpeg/m'),
      folder('streaming/mjpeg/m/f'),
      { path: 'streaming/mjpeg/m/f/dwFrameInterval', text: '666666\n333333' },
      folder('streaming/header/h'),
      link('streaming/header/h/m', 'streaming/mjpeg/m'),
      link('control/class/fs/h', 'control/header/h'),
      link('streaming/class/fs/h', 'streaming/header/h'),
      link('streaming/class/hs/h', 'streaming/header/h'),
    ];
    const { speeds } = descriptorsOf(gadgetOf([{ driver: 'uvc', contents }]), controller, '6.12');
    const all = speeds[1]!.configurations[0]!.descriptors;
    assert.equal(hexOf(all, 'Video control header')[0]?.slice(6, 10), '0001');
    assert.equal(hexOf(all, 'MJPEG frame')[0]?.slice(-16), '15160500' + '2a2c0a00');
  });
});
