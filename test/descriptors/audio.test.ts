import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ControllerSpeed } from 'usb-gadget';
import { descriptorsOf, type Descriptor } from 'usb-gadget/descriptors';
import { controller, gadgetOf } from './functions.js';

type Options = Readonly<Record<string, unknown>>;

/** What the host reads of one function at one speed. */
function read(options: Options, kernel = '6.12', speed: ControllerSpeed = 'high'): readonly Descriptor[] {
  const { speeds } = descriptorsOf(gadgetOf([options]), controller, kernel);
  return speeds.find((each) => each.speed === speed)!.configurations[0]!.descriptors.slice(1);
}

/** Values of a field in every descriptor of a name, in order. */
const values = (descriptors: readonly Descriptor[], name: string, field: string): unknown[] =>
  descriptors
    .filter((each) => each.name === name)
    .map(({ fields }) => fields.find((each) => each.name === field)?.value);

const both = { speakers: {}, microphone: {} };

describe('sound cards', () => {
  for (const [driver, mute, volume, expected] of [
    ['uac1', true, true, '0300' + '0000'.repeat(2)],
    ['uac1', false, true, '0200' + '0000'.repeat(2)],
    ['uac2', true, true, '0f000000' + '00000000'.repeat(2)],
    ['uac2', true, false, '03000000' + '00000000'.repeat(2)],
    ['uac2', false, false, undefined],
  ] as const)
    it(`the feature unit of ${driver} with mute ${mute} and volume ${volume}`, () =>
      assert.deepEqual(
        values(read({ driver, speakers: { mute, volume } }), 'Audio feature unit', 'bmaControls'),
        expected === undefined ? [] : [expected],
      ));

  for (const driver of ['uac1', 'uac2'])
    it(`${driver} has neither feature units nor an interrupt endpoint before 5.15`, () => {
      const old = read({ driver, ...both }, '5.10');
      assert.deepEqual(values(old, 'Audio feature unit', 'bUnitID'), []);
      assert.deepEqual(values(old, 'Interface', 'bNumEndpoints'), [0, 0, 1, 0, 1]);
    });

  it('uac1 lists its rates of three bytes each', () => {
    const card = read({ driver: 'uac1', speakers: { sampleRates: [48_000, 16_000] } });
    assert.deepEqual(values(card, 'Audio format type I', 'tSamFreq'), ['80bb00' + '803e00']);
  });

  it('uac1 of 5.10 has both streams, whatever is asked for', () => {
    const card = read({ driver: 'uac1', microphone: {} }, '5.10');
    assert.deepEqual(values(card, 'Audio input terminal', 'bNrChannels'), [0, 2]);
    assert.deepEqual(
      values(read({ driver: 'uac1', microphone: {} }), 'Audio input terminal', 'bNrChannels'),
      [2],
    );
  });

  it('uac1 at SuperSpeed has both streams as well, and lacks what others of its descriptors tell of', () => {
    const card = read({ driver: 'uac1', microphone: {} }, '6.12', 'super');
    assert.deepEqual(values(card, 'Interface', 'bInterfaceNumber'), [0, 0, 0, 1, 1]);
    assert.deepEqual(values(card, 'Interface', 'bNumEndpoints'), [1, 0, 1, 0, 1]);
    assert.deepEqual(values(card, 'Endpoint', 'bmAttributes'), [0x09, 0x05]);
    assert.deepEqual(values(card, 'Audio feature unit', 'bUnitID'), []);
    const before = descriptorsOf(gadgetOf([{ driver: 'uac1', microphone: {} }]), controller, '6.1');
    assert.deepEqual(before.speeds.at(-1)!.configurations, []);
  });

  for (const [sync, kernel, attributes, sizes] of [
    ['async', '6.12', [0x03, 0x05, 0x11], [6, 196, 4]],
    ['adaptive', '6.12', [0x03, 0x09], [6, 196]],
    ['async', '5.10', [0x05], [196]],
  ] as const)
    it(`the speakers of uac2, ${sync}, on ${kernel}: endpoints ${attributes.join(', ')}`, () => {
      const card = read({ driver: 'uac2', speakers: { sync } }, kernel);
      assert.deepEqual(values(card, 'Endpoint', 'bmAttributes'), attributes);
      assert.deepEqual(values(card, 'Endpoint', 'wMaxPacketSize'), sizes);
    });

  for (const [what, microphone, sizes, intervals] of [
    ['usual', {}, [196, 196], [1, 4]],
    ['asked for', { highSpeedInterval: 2 }, [196, 52], [1, 2]],
    ['shorter for room', { channels: 8, sampleRates: 96_000, sampleBytes: 4 }, [1023, 800], [1, 2]],
    ['0 without room', { channels: 8, sampleRates: 384_000, sampleBytes: 4 }, [1023, 1024], [1, 0]],
  ] as const)
    it(`the interval of uac2 at high speed: ${what}`, () => {
      const options = { driver: 'uac2', microphone };
      const at = (speed: ControllerSpeed, field: string): unknown =>
        values(read(options, '6.12', speed), 'Endpoint', field).at(-1);
      assert.deepEqual([at('full', 'wMaxPacketSize'), at('high', 'wMaxPacketSize')], sizes);
      assert.deepEqual([at('full', 'bInterval'), at('high', 'bInterval')], intervals);
    });

  it('names are those that are given from 6.10 on, and one function has no id for what it lacks', () => {
    const named = gadgetOf([
      { driver: 'uac2', functionName: 'Card', speakers: { clockName: 'Beat', channelNames: 'Left' } },
    ]);
    const texts = (kernel: string): (string | undefined)[] =>
      descriptorsOf(named, controller, kernel).strings.map(({ text }) => text);
    assert.deepEqual(texts('6.12').slice(0, 6), [
      'Card',
      'Topology Control',
      'Input Clock',
      'Beat',
      'USBH Out',
      'Left',
    ]);
    assert.deepEqual(texts('6.1').slice(0, 6), [
      'Card',
      'Topology Control',
      'Input Clock',
      'Output Clock',
      'USBH Out',
      'USBD Out',
    ]);
    assert.deepEqual(texts('5.10').slice(0, 4), ['Source/Sink', 'Topology Control', '48000Hz', '48000Hz']);
  });
});
