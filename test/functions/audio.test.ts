import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AudioFunction,
  channelPositions,
  defineGadget,
  formatIssue,
  Gadget,
  knownKernels,
  planCreate,
  validate,
} from 'usb-gadget';

type Options = Readonly<Record<string, unknown>>;

const gadget = (options: Options): ReturnType<typeof defineGadget> =>
  defineGadget({ name: 'g', vendorId: 1, productId: 1, functions: [options] });

const definition = (options: Options): Options => gadget(options).functions[0] as unknown as Options;

/** The writes within the function's folder. */
const written = (options: Options, kernel = '6.12'): string[] =>
  planCreate(gadget(options), { kernel }).operations.flatMap((each) =>
    each.op === 'write' && each.path.includes('/uac') && 'text' in each
      ? [`${each.path.split('/').at(-1)} = ${each.text}`]
      : [],
  );

const issues = (options: Options, kernel = '6.12'): string[] =>
  validate(gadget(options), { kernel })
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, path }) => `${code} ${path}`);

describe('channels', () => {
  const rows: readonly (readonly [channels: unknown, mask: number])[] = [
    [1, 0x1],
    [2, 0x3],
    [4, 0x33],
    [6, 0x3f],
    [8, 0x63f],
    [['front-center'], 0x4],
    [['front-left', 'low-frequency', 'front-right'], 0xb],
    [[...channelPositions], 0x07ff_ffff],
  ];
  for (const [channels, mask] of rows)
    it(`${JSON.stringify(channels)} are the mask 0x${mask.toString(16)}`, () => {
      const { speakers } = definition({ driver: 'uac2', speakers: { channels } });
      assert.deepEqual(speakers, { channelMask: mask, sampleRates: [48_000] });
    });

  it('are faults if they are none, more than usual, twice the same or unknown', () => {
    for (const channels of [0, 9, [], ['front-left', 'front-left'], ['left'], 'two', [1]])
      assert.match(
        issues({ driver: 'uac2', speakers: { channels } })[0]!,
        /functions\[0\]\.speakers\.channels$/,
      );
    assert.deepEqual(issues({ driver: 'uac1', speakers: { channels: ['top-front-left'] } }), [
      'VALUE_FORMAT functions[0].speakers.channels',
    ]);
    assert.deepEqual(issues({ driver: 'uac1', speakers: { channelMask: 0x1000 } }), [
      'VALUE_RANGE functions[0].speakers.channelMask',
    ]);
  });
});

describe('a sound card', () => {
  it('writes only what is given, and takes away the stream that is not', () => {
    assert.deepEqual(written({ driver: 'uac2', speakers: {}, microphone: {} }), ['c_srate = 48000']);
    assert.deepEqual(written({ driver: 'uac2', microphone: { channels: 1 } }), [
      'c_chmask = 0',
      'c_srate = 48000',
      'p_chmask = 1',
    ]);
    // The driver may take its clock for that of the other stream.
    const rates = { sampleRates: [44_100, 96_000] };
    assert.deepEqual(written({ driver: 'uac2', speakers: rates }), [
      'c_srate = 44100,96000',
      'p_chmask = 0',
      'p_srate = 44100,96000',
    ]);
    // The driver would ask for an interrupt endpoint for the speakers' controls.
    assert.deepEqual(written({ driver: 'uac1', microphone: { mute: false, volume: false } }), [
      'c_chmask = 0',
      'c_mute_present = 0',
      'c_volume_present = 0',
      'p_mute_present = 0',
      'p_volume_present = 0',
    ]);
    assert.deepEqual(written({ driver: 'uac1', microphone: {} }, '5.10'), ['c_chmask = 0']);
  });

  it('writes everything that can be given, names with a line feed after everything else', () => {
    const stream = {
      channelMask: 5,
      sampleRates: [44_100, 96_000],
      sampleBytes: 3,
      mute: false,
      volume: true,
      minimumDecibels: -60.5,
      maximumDecibels: 6,
      stepDecibels: 0.5,
      highSpeedInterval: 2,
      terminalType: 0x0302,
      inputTerminalName: 'In',
      channelNames: 'Left',
      outputTerminalName: 'Out',
      volumeName: 'Loudness',
      clockName: 'Clock',
    };
    const side = (letter: string, sync: readonly string[]): string[] => [
      `${letter}_chmask = 5`,
      `${letter}_srate = 44100,96000`,
      `${letter}_ssize = 3`,
      `${letter}_mute_present = 0`,
      `${letter}_volume_present = 1`,
      `${letter}_volume_min = -15488`,
      `${letter}_volume_max = 1536`,
      `${letter}_volume_res = 128`,
      `${letter}_hs_bint = 2`,
      ...sync,
    ];
    const names = (letter: string): string[] => [
      `${letter}_it_name = In\n`,
      `${letter}_it_ch_name = Left\n`,
      `${letter}_ot_name = Out\n`,
      `${letter}_fu_vol_name = Loudness\n`,
    ];
    assert.deepEqual(
      written({
        driver: 'uac2',
        requestCount: 4,
        functionName: 'Card',
        controlName: 'Control',
        reservePermille: 10,
        speakers: { ...stream, sync: 'adaptive' },
        microphone: stream,
      }),
      [
        ...side('c', ['c_sync = adaptive']),
        ...side('p', []),
        'req_number = 4',
        'function_name = Card\n',
        ...names('c'),
        ...names('p'),
        'fb_max = 10',
        'if_ctrl_name = Control\n',
        'clksrc_in_name = Clock\n',
        'clksrc_out_name = Clock\n',
        'p_terminal_type = 770',
        'c_terminal_type = 770',
      ],
    );
  });

  it('takes one rate without a list, and a definition as it is', () => {
    const once = definition({ driver: 'uac1', speakers: { sampleRates: 44_100 } });
    assert.deepEqual(once['speakers'], { sampleRates: [44_100] });
    assert.deepEqual(definition(once), once);
    const builder = new AudioFunction({ driver: 'uac2', speakers: { channels: 2 } });
    assert.deepEqual(definition(builder.toDefinition() as never), builder.toDefinition());
    const other = new Gadget({ name: 'g', vendorId: 1, productId: 1, functions: [builder] }).toDefinition();
    assert.deepEqual(other.functions, [builder.toDefinition()]);
  });
});

describe('faults', () => {
  const rows: readonly (readonly [
    why: string,
    options: Options,
    found: readonly string[],
    kernel?: string,
  ])[] = [
    ['nothing to hear', { driver: 'uac2' }, ['OPTION_REQUIRED functions[0].speakers']],
    [
      'a volume that is highest at its lowest',
      { driver: 'uac2', speakers: { minimumDecibels: 0 } },
      ['VALUE_RANGE functions[0].speakers.maximumDecibels'],
    ],
    [
      'a step that does not lead to the highest volume',
      { driver: 'uac1', microphone: { stepDecibels: 0.75 } },
      ['VALUE_RANGE functions[0].microphone.stepDecibels'],
    ],
    [
      'a volume between two steps of the class',
      { driver: 'uac1', microphone: { minimumDecibels: -0.001 } },
      ['VALUE_FORMAT functions[0].microphone.minimumDecibels'],
    ],
    [
      'no rate',
      { driver: 'uac2', speakers: { sampleRates: [] } },
      ['VALUE_RANGE functions[0].speakers.sampleRates'],
    ],
    [
      'more rates than the driver holds',
      { driver: 'uac2', speakers: { sampleRates: Array.from({ length: 11 }, (_, index) => 8000 + index) } },
      ['VALUE_RANGE functions[0].speakers.sampleRates'],
    ],
    [
      'five bytes',
      { driver: 'uac2', speakers: { sampleBytes: 5 } },
      ['VALUE_RANGE functions[0].speakers.sampleBytes'],
    ],
    [
      'a clock of USB Audio 1.0',
      { driver: 'uac1', speakers: { sync: 'adaptive' } },
      ['OPTION_UNKNOWN functions[0].speakers.sync'],
    ],
    [
      'more than a packet of USB Audio 1.0',
      { driver: 'uac1', speakers: { sampleRates: 96_000 } },
      ['AUDIO_BANDWIDTH functions[0].speakers'],
    ],
    [
      'more than every packet of high speed',
      { driver: 'uac2', microphone: { channels: 8, sampleBytes: 4, sampleRates: 384_000 } },
      ['AUDIO_BANDWIDTH functions[0].microphone'],
    ],
    [
      'several rates on an old kernel',
      { driver: 'uac2', microphone: { sampleRates: [44_100, 48_000] } },
      ['KERNEL_REFUSES_VALUE functions[0].microphone.sampleRates'],
      '5.10',
    ],
    [
      'a name that an old kernel cuts',
      { driver: 'uac2', microphone: {}, functionName: 'x'.repeat(32) },
      ['KERNEL_REFUSES_VALUE functions[0].functionName'],
      '6.1',
    ],
    [
      'a name that an old kernel does not have',
      { driver: 'uac1', microphone: { volumeName: 'Loudness' } },
      ['KERNEL_LACKS_ATTRIBUTE functions[0].microphone.volumeName'],
      '6.1',
    ],
  ];
  for (const [why, options, found, kernel] of rows)
    it(why, () => assert.deepEqual(issues(options, kernel), found));

  it('are none in what every kernel has', () => {
    for (const kernel of knownKernels)
      for (const driver of ['uac1', 'uac2'])
        assert.deepEqual(
          issues({ driver, speakers: { channels: 2 }, microphone: { channels: 1 } }, kernel),
          [],
        );
  });

  it('tell what is expected', () => {
    const [found] = validate(gadget({ driver: 'uac2', speakers: { stepDecibels: 3 } }));
    assert.equal(
      formatIssue(found!),
      'error VALUE_RANGE at functions[0].speakers.stepDecibels: "functions[0].speakers.stepDecibels" expected a whole part of the ' +
        '100 decibels from -100 to 0.\n  The kernel takes the values and then does not bind.',
    );
  });
});
