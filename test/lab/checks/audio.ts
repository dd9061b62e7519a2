import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AudioFunction,
  type AudioFunctionDefinition,
  endpointRequests,
  Gadget,
  kernelVersion,
  type EndpointRequest,
} from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { since } from '../../../src/attributes/kernel-version.js';
import { configfs } from '../configfs-driver.js';
import { readTree } from '../configfs-tree.js';
import { descriptors, hostEndpoints, type HostEndpoint } from '../descriptors.js';
import { hostInterfaces, type HostDevice } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { mixer, setMixer, soundCards, streamText, type SoundCards } from '../sound.js';
import { isochronousController, plugIn, plugOut, stopsStreamsSince } from '../virtual-cable.js';
import { waitFor } from '../wait.js';

const ids = ['1d6b', '0104'] as const;
const system = new NodeSystem();

const card = (...functions: AudioFunction[]): Gadget =>
  new Gadget({ name: 'card', vendorId: 0x1d6b, productId: 0x0104, functions });

const shapes: Readonly<Record<string, AudioFunction>> = {
  'uac1 both ways': new AudioFunction({ driver: 'uac1', speakers: {}, microphone: { channels: 1 } }),
  'uac1 with a microphone alone': new AudioFunction({
    driver: 'uac1',
    microphone: { sampleRates: 16_000 },
  }),
  'uac2 with six channels': new AudioFunction({
    driver: 'uac2',
    speakers: { channels: 6, sampleRates: 96_000, sampleBytes: 4 },
  }),
  'uac2 with four microphones': new AudioFunction({
    driver: 'uac2',
    microphone: { channels: 4, sampleRates: 192_000, sampleBytes: 3 },
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

const text = (path: string): string => readFileSync(join(configfs, 'card/functions', path), 'utf8');

/** Types of terminals where sound enters or leaves the device: all but those of USB streams. */
const terminals = (device: HostDevice): string[] =>
  descriptors(device)
    .filter((each) => each[1] === 0x24 && (each[2] === 2 || each[2] === 3) && each.length >= 9)
    .map((each) => `${each[2] === 2 ? 'in' : 'out'} 0x0${each.readUInt16LE(4).toString(16)}`)
    .filter((each) => !each.includes('0x010'));

const isVolume = (name: string): boolean => name.endsWith('Volume');
const isSwitch = (name: string): boolean => name.endsWith('Switch');

/** Waits until a card has a value under one of its controls of a kind. */
const waitForValue = (number: number, isKind: (name: string) => boolean, value: string): Promise<true> =>
  waitFor(`card ${number} to show ${value}`, async () =>
    [...(await mixer(number))].some(([name, shown]) => isKind(name) && shown.split(',').includes(value))
      ? true
      : undefined,
  );

/** A volume and a mute that the host sets reach the gadget, and back. */
async function checkMixers({ host, gadget }: SoundCards): Promise<void> {
  const controlOf = async (number: number, isKind: (name: string) => boolean): Promise<string> => {
    const found = [...(await mixer(number)).keys()].find(
      (name) => isKind(name) && /Playback|Capture/.test(name),
    );
    assert.ok(found, `a control of card ${number}`);
    return found;
  };
  await setMixer(host, await controlOf(host, isVolume), '17');
  await waitForValue(gadget, isVolume, '17');
  await setMixer(host, await controlOf(host, isSwitch), 'off');
  await waitForValue(gadget, isSwitch, 'off');
  await setMixer(gadget, await controlOf(gadget, isVolume), '31');
  await waitForValue(host, isVolume, '31');
}

const names = { inputTerminalName: 'Way in', outputTerminalName: 'Way out', volumeName: 'Loudness é' };

/** Names are written once, and the host reads them. */
async function checkNames(gadget: Gadget, driver: 'uac1' | 'uac2'): Promise<void> {
  assert.deepEqual((await up(gadget, system, { udc: isochronousController })).plan.operations, []);
  assert.equal(text(`${driver}.usb0/function_name`), 'A card');
  assert.equal(text(`${driver}.usb0/c_fu_vol_name`), 'Loudness é');
  const seen = await run('lsusb', '-v', '-d', ids.join(':'));
  for (const name of ['A card', 'Way in', 'Way out']) assert.match(seen, new RegExp(` ${name}$`, 'm'));
}

/** A card with as much as the kernel has. */
function richCard(driver: 'uac1' | 'uac2', kernel: number): Gadget {
  const [hasVolumes, hasNames] = [since(5, 15), since(6, 10)].map((each) => kernel >= each);
  const speakers = {
    ...(hasVolumes && { minimumDecibels: -50, maximumDecibels: 0, stepDecibels: 1 }),
    ...(hasNames && names),
  };
  const name = hasNames && { functionName: 'A card' };
  if (driver === 'uac1') return card(new AudioFunction({ driver, name: 'usb0', ...name, speakers }));
  return card(
    new AudioFunction({
      driver,
      name: 'usb0',
      ...name,
      speakers: {
        ...speakers,
        ...(kernel >= since(5, 18) && { sampleRates: [44_100, 48_000, 96_000] }),
        ...(hasNames && { terminalType: 0x0302 }),
      },
    }),
  );
}

/** Sound cards: formats, rates and channels as declared; volumes both ways; names and terminals. */
export async function audioChecks(report: Report): Promise<void> {
  const kernel = kernelVersion(report.release);
  const gadgets = [
    ...Object.values(shapes).map((each) => card(each)),
    richCard('uac1', kernel),
    richCard('uac2', kernel),
  ];
  await report.check(
    'audio: cards bind, stay as they are the second time, and become one another',
    async () => {
      for (const gadget of gadgets) {
        await up(gadget, system, { udc: isochronousController });
        assert.deepEqual((await up(gadget, system, { udc: isochronousController })).plan.operations, []);
      }
      await down('card', system);
      assert.deepEqual(readTree(), {});
    },
  );
  if (kernel < stopsStreamsSince) return;
  await run('modprobe', 'snd-usb-audio');
  const checkCard = (gadget: Gadget, device: HostDevice, { host }: SoundCards): void => {
    checkEndpoints(gadget, device, report.release);
    const { speakers, microphone } = gadget.toDefinition().functions[0] as AudioFunctionDefinition;
    const seen = streamText(host);
    checkStream(seen, 'Playback', speakers);
    checkStream(seen, 'Capture', microphone);
  };
  for (const [name, sound] of Object.entries(shapes))
    await report.check(`audio: ${name} is what was declared`, () =>
      withCard(card(sound), (device, cards) => Promise.resolve(checkCard(card(sound), device, cards))),
    );
  for (const driver of ['uac1', 'uac2'] as const)
    await report.check(`audio: rates, volumes, names and terminals of ${driver}`, async () => {
      const gadget = richCard(driver, kernel);
      await withCard(gadget, async (device, cards) => {
        checkCard(gadget, device, cards);
        if (kernel >= since(5, 15)) await checkMixers(cards);
        if (kernel < since(6, 10)) return;
        await checkNames(gadget, driver);
        if (driver === 'uac2') assert.deepEqual(terminals(device), ['out 0x0302']);
      });
    });
  await report.check('audio: nothing is left', () => assert.deepEqual(readTree(), {}));
}
