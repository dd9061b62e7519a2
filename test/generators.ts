import fc from 'fast-check';
import { defineGadget, hidPresetNames, type GadgetDefinition } from 'usb-gadget';

type Options = Readonly<Record<string, unknown>>;

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
