import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defineGadget, endpointRequests, validate, type EndpointRequest } from 'usb-gadget';
import { kernelVersion } from '../../src/attributes/kernel-version.js';

type Options = Readonly<Record<string, unknown>>;

const gadget = (options: Options): ReturnType<typeof defineGadget> =>
  defineGadget({ name: 'g', vendorId: 1, productId: 1, functions: [options] });

const issues = (options: Options, kernel = '6.12'): string[] =>
  validate(gadget(options), { kernel })
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, path }) => `${code} ${path}`);

const endpoints = (options: Options, kernel = '6.12'): string[] =>
  endpointRequests(gadget(options), kernelVersion(kernel))[0]!.functions[0]!.endpoints.map(
    ({ direction, transfer, matchSize, packetSize }: EndpointRequest) =>
      `${direction} ${transfer} ${matchSize}/${packetSize}`,
  );

const interfaces = (options: Options, kernel = '6.12'): number =>
  endpointRequests(gadget(options), kernelVersion(kernel))[0]!.functions[0]!.interfaces;

describe('endpoints of a sound card', () => {
  const rows: readonly (readonly [
    what: string,
    options: Options,
    expected: readonly string[],
    kernel?: string,
  ])[] = [
    [
      'uac2 both ways: interrupt, samples, feedback, samples',
      { driver: 'uac2', speakers: {}, microphone: {} },
      ['in interrupt 6/6', 'out isochronous 196/196', 'in isochronous 3/4', 'in isochronous 196/196'],
    ],
    [
      'uac2 by the clock of the host: no feedback, and one moment more',
      { driver: 'uac2', speakers: { sync: 'adaptive' } },
      ['in interrupt 6/6', 'out isochronous 196/196'],
    ],
    [
      'uac2 without controls',
      { driver: 'uac2', microphone: { mute: false, volume: false } },
      ['in isochronous 196/196'],
    ],
    [
      'uac2 that needs a shorter interval: 97 moments of 12 bytes do not fit, 49 do',
      {
        driver: 'uac2',
        microphone: { sampleRates: 384_000, sampleBytes: 3, channels: 4, mute: false, volume: false },
      },
      ['in isochronous 1023/588'],
    ],
    [
      'uac2 at a fixed interval',
      { driver: 'uac2', microphone: { highSpeedInterval: 1, mute: false, volume: false } },
      ['in isochronous 196/28'],
    ],
    [
      'uac1: packets of one size',
      { driver: 'uac1', speakers: {}, microphone: { sampleRates: 8000 } },
      ['in interrupt 2/2', 'out isochronous 200/200', 'in isochronous 200/200'],
    ],
    [
      'uac1 on 5.10: both streams, always',
      { driver: 'uac1', microphone: {} },
      ['out isochronous 200/200', 'in isochronous 200/200'],
      '5.10',
    ],
    [
      'uac2 on 5.10: neither controls nor feedback',
      { driver: 'uac2', speakers: {} },
      ['out isochronous 196/196'],
      '5.10',
    ],
  ];
  for (const [what, options, expected, kernel] of rows)
    it(what, () => assert.deepEqual(endpoints(options, kernel), expected));

  it('belong to one interface for controls and one for each stream', () => {
    assert.equal(interfaces({ driver: 'uac2', speakers: {} }), 2);
    assert.equal(interfaces({ driver: 'uac2', speakers: {}, microphone: {} }), 3);
    assert.equal(interfaces({ driver: 'uac1', speakers: {} }), 2);
    assert.equal(interfaces({ driver: 'uac1', speakers: {} }, '5.10'), 3);
  });

  it('hold every moment of the fastest rate, or a warning says that they do not', () => {
    const stream = fc.record({
      channelMask: fc.integer({ min: 1, max: 0x07ff_ffff }),
      sampleBytes: fc.integer({ min: 1, max: 4 }),
      sampleRates: fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 10 }),
      mute: fc.constant(false),
      volume: fc.constant(false),
    });
    fc.assert(
      fc.property(stream, (microphone) => {
        const options = { driver: 'uac2', microphone };
        const [, size] = /(\d+)$/.exec(endpoints(options)[0]!)!;
        const channels = microphone.channelMask.toString(2).replaceAll('0', '').length;
        const bytesPerSecond = Math.max(...microphone.sampleRates) * channels * microphone.sampleBytes;
        // At best a packet in each microframe.
        const suffices = Number(size) * 8000 >= bytesPerSecond;
        if (issues(options).length === 0) assert.ok(suffices);
      }),
    );
  });
});
