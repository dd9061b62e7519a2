import fc from 'fast-check';
import { defineGadget, hidPresetNames, type ControllerProfile, type GadgetDefinition } from 'usb-gadget';

/** What a gadget or a function is made from. */
export type Options = Readonly<Record<string, unknown>>;

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,7}$/);
const macAddress = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 5, maxLength: 5 })
  .map((pairs) => ['02', ...pairs.map((pair) => pair.toString(16).padStart(2, '0'))].join(':'));

const some = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });

const without = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

const hid = fc
  .record({
    preset: fc.constantFrom(...hidPresetNames),
    horizontalWheel: some(fc.boolean()),
    noOutEndpoint: some(fc.boolean()),
    wakeupOnWrite: some(fc.boolean()),
  })
  .map((options): Options => ({ driver: 'hid', ...without(options) }));

const lun = fc
  .record({
    cdrom: some(fc.boolean()),
    removable: some(fc.constant(true)),
    nofua: some(fc.boolean()),
    inquiryString: some(fc.record({ vendor: word, product: word })),
    file: some(fc.constantFrom('/images/cd.iso', '/images/disk.img')),
  })
  .map(without);

const massStorage = fc
  .record({ stall: some(fc.boolean()), luns: fc.array(lun, { minLength: 1, maxLength: 4 }) })
  .map((options): Options => ({ driver: 'mass_storage', ...without(options) }));

const ethernet = fc
  .record({
    driver: fc.constantFrom('ecm', 'geth', 'eem', 'ncm', 'rndis', 'rndis5'),
    hostAddress: some(macAddress),
    deviceAddress: some(macAddress),
    queueMultiplier: some(fc.integer({ min: 0, max: 255 })),
  })
  .map(without);

const serial = fc.constantFrom('acm', 'gser').map((driver): Options => ({ driver }));

const stream = fc
  .record({
    channels: some(fc.integer({ min: 1, max: 8 })),
    sampleRates: some(fc.constantFrom(44_100, 48_000)),
    sampleBytes: some(fc.integer({ min: 1, max: 4 })),
  })
  .map(without);

const audio = fc
  .record({ driver: fc.constantFrom('uac1', 'uac2'), speakers: some(stream), microphone: stream })
  .map(without);

const size = fc.record({
  width: fc.constantFrom(320, 640, 1280),
  height: fc.constantFrom(240, 480, 720),
  framesPerSecond: fc.constantFrom(30, 15, [30, 5]),
});

const format = fc
  .record({
    format: fc.constantFrom('mjpeg', 'yuy2', 'nv12'),
    frames: fc.uniqueArray(size, {
      minLength: 1,
      maxLength: 3,
      selector: ({ width, height }) => width * height,
    }),
    controls: some(fc.constant(4)),
  })
  .map(without);

const video = fc
  .record({
    formats: fc.array(format, { minLength: 1, maxLength: 3 }),
    maximumPacketSize: some(fc.constantFrom(1024, 2048)),
    outputSource: some(fc.constant(2)),
  })
  .map((options): Options => ({ driver: 'uvc', ...without(options) }));
const simple = fc.oneof(
  fc.record({
    driver: fc.constant('Loopback'),
    queueLength: some(fc.integer({ min: 0, max: 64 })),
    bufferBytes: some(fc.integer({ min: 1, max: 8192 })),
  }),
  fc.record({
    driver: fc.constant('SourceSink'),
    pattern: some(fc.constantFrom('zeros', 'modulo-63', 'any')),
    isochronousPacketBytes: some(fc.integer({ min: 0, max: 1024 })),
    isochronousAdditionalPackets: some(fc.integer({ min: 0, max: 2 })),
  }),
  fc.record({
    driver: fc.constant('midi'),
    cardId: some(word),
    inPorts: some(fc.integer({ min: 0, max: 16 })),
    queueLength: some(fc.integer({ min: 2, max: 64 })),
  }),
  fc.record({ driver: fc.constant('phonet') }),
  fc.record({
    driver: fc.constant('printer'),
    deviceId: some(word),
    queueLength: some(fc.integer({ min: 1, max: 20 })),
  }),
);

const windowsCard = fc
  .record({
    driver: fc.constantFrom('ncm', 'rndis'),
    extendedProperties: fc.uniqueArray(
      fc.oneof(
        fc.record({
          name: word,
          type: fc.constantFrom('text', 'text-with-variables', 'link'),
          value: fc.constantFrom('', '{1}', 'für'),
        }),
        fc.record({ name: word, type: fc.constant('binary'), value: fc.constantFrom('', '00', '0a0b00') }),
      ),
      { maxLength: 3, selector: ({ name }) => name },
    ),
  })
  .map((options): Options => options);

const strings = fc
  .record({ manufacturer: some(word), product: some(word), serialNumber: some(word) })
  .map(without);

/** Options of gadgets that are valid on every kernel, with functions of every kind, one or two configurations, and most options met now and then. */
export const gadgetOptions: fc.Arbitrary<Options> = fc
  .record({
    vendorId: fc.integer({ min: 0, max: 0xffff }),
    productId: fc.integer({ min: 0, max: 0xffff }),
    deviceVersion: some(fc.constantFrom(0x0100, 0x0102, 0x9999)),
    strings: some(fc.dictionary(fc.constantFrom('0x409', '0x407'), strings)),
    functions: fc.array(
      fc.oneof(hid, massStorage, ethernet, serial, audio, video, windowsCard, simple.map(without)),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    split: fc.boolean(),
    maxPowerMilliamps: some(fc.integer({ min: 0, max: 500 })),
    remoteWakeup: some(fc.boolean()),
    order: fc.constantFrom('as made', 'reversed'),
  })
  .map(({ functions, split, maxPowerMilliamps, remoteWakeup, order, ...rest }): Options => {
    const named = functions.map((each, index): Options => ({ ...each, name: `f${index}` }));
    const names = named.map(
      ({ driver, name }) => `${driver === 'rndis5' ? 'rndis' : String(driver)}.${String(name)}`,
    );
    if (order === 'reversed') names.reverse();
    const again = names.filter((each, index) => index > 0 || !/^(hid|printer)\./.test(each));
    const both = split && again.length > 0;
    const first = without({ maxPowerMilliamps, remoteWakeup, functions: both ? names.slice(0, 1) : names });
    const configurations = both ? [first, { functions: again }] : [first];
    return { name: 'g1', ...without(rest), functions: named, configurations };
  });

/** Valid gadgets. */
export const gadgets: fc.Arbitrary<GadgetDefinition> = gadgetOptions.map(defineGadget);

/** The folders and links without which f_uvc.c does not bind. */
const uvcContents = [
  { path: 'control/header/h', folder: true },
  { path: 'control/class/fs/h', link: 'control/header/h' },
  { path: 'control/class/ss/h', link: 'control/header/h' },
  { path: 'streaming/mjpeg/m', folder: true },
  { path: 'streaming/mjpeg/m/f', folder: true },
  { path: 'streaming/header/h', folder: true },
  { path: 'streaming/header/h/m', link: 'streaming/mjpeg/m' },
  ...['fs', 'hs', 'ss'].map((speed) => ({ path: `streaming/class/${speed}/h`, link: 'streaming/header/h' })),
];

/**
 * For each driver, how often it is drawn, and its options: those that change what it asks of a controller, and no others.
 * Debian's kernels have no midi2 and no tcm.
 */
const kinds: readonly (readonly [weight: number, options: Options])[] = [
  [2, { driver: 'hid', preset: 'keyboard' }],
  [2, { driver: 'hid', preset: 'keyboard', noOutEndpoint: false }],
  [1, { driver: 'acm' }],
  [1, { driver: 'gser' }],
  [1, { driver: 'obex' }],
  [3, { driver: 'ecm' }],
  [3, { driver: 'ncm' }],
  [3, { driver: 'rndis' }],
  [2, { driver: 'eem' }],
  [2, { driver: 'geth' }],
  [3, { driver: 'mass_storage', luns: [{}] }],
  [2, { driver: 'Loopback', contents: [] }],
  [3, { driver: 'SourceSink', contents: [] }],
  [2, { driver: 'midi', contents: [] }],
  [2, { driver: 'phonet', contents: [] }],
  [1, { driver: 'printer', contents: [] }],
  [3, { driver: 'uac1', contents: [] }],
  [3, { driver: 'uac2', contents: [] }],
  [1, { driver: 'uvc', contents: uvcContents }],
];

/** One function of every kind, named. */
export const everyFunction: readonly Options[] = kinds.map(([, options], index) => ({
  ...options,
  name: `f${index}`,
}));

/** Functions of every driver that is let through, named; as many as fill any controller and more. */
export function manyFunctions(isWanted: (driver: string) => boolean): fc.Arbitrary<readonly Options[]> {
  const wanted = kinds.filter(([, { driver }]) => isWanted(String(driver)));
  const one = fc.oneof(...wanted.map(([weight, options]) => ({ weight, arbitrary: fc.constant(options) })));
  return fc
    .array(one, { minLength: 1, maxLength: 24 })
    .map((functions) => functions.map((each, index) => ({ ...each, name: `f${index}` })));
}

/** Endpoints from which any controller could be made, its speed and its rules; limits hold what the static descriptors of f_*.c are left at. */
export const controllerProfile: fc.Arbitrary<ControllerProfile> = fc.record(
  {
    name: fc.constant('random'),
    endpoints: fc.uniqueArray(
      fc.record(
        {
          name: fc
            .tuple(fc.oneof(fc.integer({ min: 1, max: 15 }), fc.constantFrom('-a', '-b', '-c', '-d')), word)
            .map(([number, rest]) => `ep${number}${rest}`),
          directions: fc.subarray(['in', 'out'] as const, { minLength: 1 }),
          transfers: fc.subarray(['bulk', 'interrupt', 'isochronous'] as const, { minLength: 1 }),
          maxPacketSize: fc.constantFrom(64, 256, 512, 1024, 65535),
        },
        { requiredKeys: ['name', 'directions'] },
      ),
      { minLength: 4, maxLength: 31, size: 'max', selector: ({ name }) => name },
    ),
    speed: fc.constantFrom('full', 'high', 'super'),
    alternateSettings: fc.constantFrom(true, true, true, false),
    matchEndpoint: fc.constantFrom('chipidea', 'net2280'),
  },
  { requiredKeys: ['name', 'endpoints'] },
);
