import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AudioFunction,
  endpointRequests,
  Gadget,
  kernelVersion,
  validate,
  type EndpointRequest,
} from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { configfs } from '../configfs-driver.js';
import { readTree } from '../configfs-tree.js';
import { descriptors, hostEndpoints, type HostEndpoint } from '../descriptors.js';
import { hostInterfaces, type HostDevice } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { mixer, setMixer, soundCards, streamText, type SoundCards } from '../sound.js';
import { isochronousController, plugIn, plugOut } from '../virtual-cable.js';
import { waitFor } from '../wait.js';

const ids = ['1d6b', '0104'] as const;
const system = new NodeSystem();

const card = (...functions: AudioFunction[]): Gadget =>
  new Gadget({ name: 'card', vendorId: 0x1d6b, productId: 0x0104, functions });

const shapes: Readonly<Record<string, AudioFunction>> = {
  'uac1 both ways': new AudioFunction({ driver: 'uac1', speakers: {}, microphone: { channels: 1 } }),
  'uac1 with a microphone alone': new AudioFunction({
    driver: 'uac1',
    microphone: { sampleRates: 16_000, mute: false, volume: false },
  }),
  'uac2 both ways': new AudioFunction({ driver: 'uac2', speakers: {}, microphone: { channels: 1 } }),
  'uac2 with speakers by the clock of the host': new AudioFunction({
    driver: 'uac2',
    speakers: { sync: 'adaptive', channels: 6, sampleRates: 96_000, sampleBytes: 4 },
  }),
  'uac2 with a microphone without controls': new AudioFunction({
    driver: 'uac2',
    microphone: { channels: 4, sampleRates: 192_000, sampleBytes: 3, mute: false, volume: false },
  }),
};

const brief = ({ direction, transfer, packetSize }: EndpointRequest | HostEndpoint): string =>
  `${direction} ${transfer} ${packetSize}`;

/** The host finds the endpoints that are computed, with their sizes at high speed. */
function checkEndpoints(gadget: Gadget, device: HostDevice, release: string): void {
  const [configuration] = endpointRequests(gadget.toDefinition(), kernelVersion(release));
  const expected = configuration!.functions.flatMap(({ endpoints }) => endpoints.map(brief));
  assert.deepEqual(hostEndpoints(device).map(brief).sort(), expected.sort());
}

const formats = ['', 'S8', 'S16_LE', 'S24_3LE', 'S32_LE'];

interface Stream {
  readonly channelMask?: number;
  readonly sampleRates?: readonly number[];
  readonly sampleBytes?: number;
}

/** What the host says of one direction: from its heading to the next. */
function checkStream(text: string, heading: string, stream: Stream | undefined): void {
  const part = new RegExp(`^${heading}:\\n((?: .*\\n)+)`, 'm').exec(text)?.[1];
  if (!stream) return assert.equal(part, undefined, `${heading} in\n${text}`);
  const { channelMask = 3, sampleRates = [48_000], sampleBytes = 2 } = stream;
  const channels = channelMask.toString(2).replaceAll('0', '').length;
  const said = (name: string): string | undefined => new RegExp(`${name}: (.*)`).exec(part ?? '')?.[1];
  assert.deepEqual(
    [said('Format'), said('Channels'), said('Rates')],
    [formats[sampleBytes], String(channels), sampleRates.join(', ')],
    text,
  );
}

async function withCard<Result>(
  gadget: Gadget,
  use: (device: HostDevice, cards: SoundCards) => Promise<Result>,
): Promise<Result> {
  await up(gadget, system, { udc: isochronousController });
  try {
    const device = await plugIn(...ids);
    await hostInterfaces(device);
    const result = await use(device, await soundCards());
    await plugOut(...ids);
    return result;
  } finally {
    await down('card', system);
  }
}

/** Whether the kernel takes everything that is given. */
const isFor = (gadget: Gadget, kernel: string): boolean =>
  validate(gadget, { kernel }).every(({ severity }) => severity !== 'error');

const text = (path: string): string => readFileSync(join(configfs, 'card/functions', path), 'utf8');

async function namesReachTheHost(driver: 'uac1' | 'uac2'): Promise<void> {
  const names = { inputTerminalName: 'Way in', outputTerminalName: 'Way out', volumeName: 'Loudness é' };
  const sound = new AudioFunction({
    driver,
    name: 'usb0',
    functionName: 'A card',
    speakers: names,
    microphone: {},
  });
  await withCard(card(sound), async () => {
    const { plan } = await up(card(sound), system, { udc: isochronousController });
    assert.deepEqual(plan.operations, []);
    assert.equal(text(`${driver}.usb0/function_name`), 'A card');
    assert.equal(text(`${driver}.usb0/c_fu_vol_name`), 'Loudness é');
    const seen = await run('lsusb', '-v', '-d', ids.join(':'));
    for (const name of ['A card', 'Way in', 'Way out']) assert.match(seen, new RegExp(` ${name}$`, 'm'));
  });
}

/** Types of terminals where sound enters or leaves the device: all but those of USB streams. */
const terminals = (device: HostDevice): string[] =>
  descriptors(device)
    .filter((each) => each[1] === 0x24 && (each[2] === 2 || each[2] === 3) && each.length >= 9)
    .map((each) => `${each[2] === 2 ? 'in' : 'out'} 0x0${each.readUInt16LE(4).toString(16)}`)
    .filter((each) => !each.includes('0x010'));

async function terminalTypesReachTheHost(): Promise<void> {
  const sound = new AudioFunction({
    driver: 'uac2',
    speakers: { terminalType: 0x0302 },
    microphone: { terminalType: 0x0205 },
  });
  await withCard(card(sound), (device) => {
    assert.deepEqual(terminals(device), ['in 0x0205', 'out 0x0302']);
    return Promise.resolve();
  });
}

const isVolume = (name: string): boolean => name.endsWith('Volume');
const isSwitch = (name: string): boolean => name.endsWith('Switch');

/** Waits until a card has a value under one of its controls of a kind. */
const waitForValue = (number: number, isKind: (name: string) => boolean, value: string): Promise<true> =>
  waitFor(`card ${number} to show ${value}`, async () =>
    [...(await mixer(number))].some(([name, shown]) => isKind(name) && shown.split(',').includes(value))
      ? true
      : undefined,
  );

async function mixersCross(driver: 'uac1' | 'uac2'): Promise<void> {
  const speakers = { minimumDecibels: -50, maximumDecibels: 0, stepDecibels: 1 };
  await withCard(
    card(new AudioFunction({ driver, name: 'usb0', speakers })),
    async (_device, { host, gadget }) => {
      const controlOf = async (number: number, isKind: (name: string) => boolean): Promise<string> => {
        const found = [...(await mixer(number)).keys()].find(isKind);
        assert.ok(found, `a control of card ${number}`);
        return found;
      };
      await setMixer(host, await controlOf(host, isVolume), '17');
      await waitForValue(gadget, isVolume, '17');
      await setMixer(host, await controlOf(host, isSwitch), 'off');
      await waitForValue(gadget, isSwitch, 'off');
      await setMixer(gadget, await controlOf(gadget, isVolume), '31');
      await waitForValue(host, isVolume, '31');
    },
  );
}

/** Sound cards: formats, rates and channels as declared; volumes both ways; names and terminals. */
export async function audioChecks(report: Report): Promise<void> {
  const release = report.release;
  await run('modprobe', 'snd-usb-audio');
  for (const [name, sound] of Object.entries(shapes)) {
    const gadget = card(sound);
    if (!isFor(gadget, release)) continue;
    await report.check(`audio: ${name} is what was declared`, () =>
      withCard(gadget, (device, { host }) => {
        checkEndpoints(gadget, device, release);
        const { speakers, microphone } = sound.toDefinition();
        const seen = streamText(host);
        checkStream(seen, 'Playback', speakers);
        checkStream(seen, 'Capture', microphone);
        return Promise.resolve();
      }),
    );
  }
  const several = card(
    new AudioFunction({ driver: 'uac2', speakers: { sampleRates: [44_100, 48_000, 96_000] } }),
  );
  if (isFor(several, release))
    await report.check('audio: the host finds every rate', () =>
      withCard(several, (_device, { host }) => {
        checkStream(streamText(host), 'Playback', { sampleRates: [44_100, 48_000, 96_000] });
        return Promise.resolve();
      }),
    );
  for (const driver of ['uac1', 'uac2'] as const) {
    if (kernelVersion(release) >= kernelVersion('5.15'))
      await report.check(`audio: volume and mute of ${driver} cross both ways`, () => mixersCross(driver));
    if (kernelVersion(release) >= kernelVersion('6.10'))
      await report.check(`audio: names of ${driver} reach the host, and are written once`, () =>
        namesReachTheHost(driver),
      );
  }
  if (kernelVersion(release) >= kernelVersion('6.10'))
    await report.check('audio: terminal types are those of the right ends', terminalTypesReachTheHost);
  await report.check('audio: nothing is left', () => assert.deepEqual(readTree(), {}));
}
