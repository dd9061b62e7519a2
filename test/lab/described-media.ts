import {
  defineGadget,
  endpointsOf,
  validate,
  type ControllerProfile,
  type GadgetDefinition,
} from 'usb-gadget';
import type { Draws } from './random.js';

type Options = Readonly<Record<string, unknown>>;

const gadgetOf = (functions: readonly Options[], more: Options = {}): GadgetDefinition =>
  defineGadget({ name: 'read', vendorId: 0x1d6b, productId: 0x0104, functions, ...more });

const sizes: readonly Options[] = [
  { width: 1280, height: 720, framesPerSecond: [30, 15] },
  { width: 640, height: 480, framesPerSecond: 30, capabilities: 1 },
  { width: 160, height: 120, frameIntervals: [2_000_000, 666_666, 333_333], defaultFrameInterval: 666_666 },
];
const [wide, small, least] = sizes;

const mjpeg: Options = { format: 'mjpeg', frames: [wide, small], defaultFrame: 2, controls: 4 };
const nv12: Options = { format: 'nv12', frames: [least] };
const colored: Options = {
  format: 'yuy2',
  frames: [least],
  colorMatching: { primaries: 'smpte170m', transfer: 'srgb', matrix: 'bt709' },
};
const stream: Options = { format: 'h264', frames: [{ ...wide, bytesPerLine: 77 }] };

const extensions: readonly Options[] = [
  { guid: '0123456789abcdef0123456789abcdef', controlCount: 3, sources: [2], controls: [5, 1] },
  { guid: 'f'.repeat(32), sources: [2, 4] },
];

/** Each says the first kernel that takes it. */
interface MediaGadget {
  readonly since: string;
  readonly functions: readonly Options[];
}

/** Sound cards and cameras by what they show: every option that changes a byte is in one of them. */
const gadgets: Readonly<Record<string, MediaGadget>> = {
  'sound cards of both versions with everything usual': {
    since: '5.10',
    functions: [
      { driver: 'uac1', speakers: {}, microphone: { channels: 1, sampleBytes: 3, sampleRates: 16_000 } },
      { driver: 'uac2', speakers: { channels: 6, sampleBytes: 4, sampleRates: 96_000 }, microphone: {} },
    ],
  },
  'one direction each, and a camera': {
    since: '5.10',
    functions: [
      { driver: 'uac2', microphone: { channels: 4, sampleRates: 192_000, sampleBytes: 3 } },
      { driver: 'uac1', speakers: { sampleRates: 44_100 } },
      {
        driver: 'uvc',
        name: 'usb0',
        formats: [mjpeg, nv12],
        maximumPacketSize: 2048,
        streamingInterval: 3,
        maximumBurst: 2,
        outputSource: 1,
        classVersion: 0x0120,
        clockFrequencyHertz: 6_000_000,
      },
    ],
  },
  'rates, controls and clocks': {
    since: '6.1',
    functions: [
      {
        driver: 'uac1',
        functionName: 'Card',
        speakers: { sampleRates: [48_000, 44_100], volume: false },
        microphone: { mute: false, volume: false, channels: ['back-left', 'front-center'] },
      },
      {
        driver: 'uac2',
        functionName: 'Second card',
        reservePermille: 100,
        speakers: { sync: 'adaptive', sampleRates: [44_100, 96_000], highSpeedInterval: 2, mute: false },
        microphone: { channels: 8, sampleRates: 192_000, sampleBytes: 4 },
      },
    ],
  },
  'names, terminals and a camera with everything': {
    since: '6.12',
    functions: [
      {
        driver: 'uac1',
        microphone: { inputTerminalName: 'Way in', channelNames: '', volumeName: 'Loudness é' },
      },
      {
        driver: 'uac2',
        controlName: 'Controls',
        speakers: { terminalType: 0x0302, clockName: 'Beat', outputTerminalName: 'Way out' },
        microphone: { terminalType: 0x0205, mute: false, volume: false, channelNames: 'Left' },
      },
      {
        driver: 'uvc',
        name: 'usb0',
        functionName: 'Eye',
        interruptEndpoint: true,
        maximumPacketSize: 3000,
        cameraControls: 0x020a01,
        processingControls: 0x1234,
        formats: [colored, mjpeg],
        extensions,
      },
    ],
  },
  'a camera with compressed streams': {
    since: '6.13',
    functions: [{ driver: 'uvc', name: 'usb0', formats: [stream, colored], maximumPacketSize: 1000 }],
  },
};

const isFor = (gadget: GadgetDefinition, kernel: string): boolean =>
  validate(gadget, { kernel }).every(({ severity }) => severity !== 'error');

const number = (version: string): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return 1000 * major + minor;
};

/** At SuperSpeed f_uac1.c shows the host the kernel's memory, from a pointer on, in place of a header. */
const isReadable = ({ speed }: ControllerProfile, driver: unknown): boolean =>
  speed !== 'super' || driver !== 'uac1';

/** Those that a kernel takes, with the functions whose descriptors are not accidental. */
export const mediaGadgets = (
  controller: ControllerProfile,
  kernel: string,
): Readonly<Record<string, GadgetDefinition>> =>
  Object.fromEntries(
    Object.entries(gadgets)
      .filter(([, { since }]) => number(since) <= number(kernel))
      .map(([name, { functions }]) => [
        name,
        gadgetOf(functions.filter(({ driver }) => isReadable(controller, driver))),
      ]),
  );

const some = (draws: Draws, options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(() => draws.chance(0.5)));

function drawStream(draws: Draws): Options {
  return some(draws, {
    channels: 1 + draws.below(8),
    sampleBytes: 1 + draws.below(4),
    sampleRates: draws.oneOf([8_000, 44_100, [48_000], [96_000, 16_000], 192_000]),
    mute: draws.chance(0.5),
    volume: draws.chance(0.5),
  });
}

function drawCard(draws: Draws, controller: ControllerProfile): Options {
  const both = { speakers: drawStream(draws), microphone: drawStream(draws) };
  const driver = draws.oneOf(['uac1', 'uac2'].filter((each) => isReadable(controller, each)));
  return {
    driver,
    ...draws.oneOf<Options>([both, { speakers: both.speakers }, { microphone: both.microphone }]),
  };
}

function drawCamera(draws: Draws): Options {
  const drawn = [mjpeg, nv12, colored, stream].filter(() => draws.chance(0.5));
  return {
    driver: 'uvc',
    name: 'usb0',
    formats: drawn.length ? drawn : [nv12],
    ...some(draws, {
      maximumPacketSize: 1 + draws.below(3072),
      streamingInterval: 1 + draws.below(16),
      cameraControls: draws.below(0x1000000),
      interruptEndpoint: true,
      extensions,
    }),
  };
}

/** Draws a sound card, a camera or both. */
export function drawMediaGadget(
  draws: Draws,
  controller: ControllerProfile,
  kernel: string,
): GadgetDefinition {
  for (;;) {
    const functions = draws.oneOf<() => Options[]>([
      () => [drawCard(draws, controller)],
      () => [drawCamera(draws)],
      () => [drawCard(draws, controller), drawCamera(draws)],
    ])();
    const gadget = gadgetOf(functions, { strings: { '0x409': { product: 'Drawn' } } });
    if (isFor(gadget, kernel) && endpointsOf(gadget, controller, kernel).binds) return gadget;
  }
}
