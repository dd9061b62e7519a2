import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  Configuration,
  EthernetFunction,
  Gadget,
  HidFunction,
  MassStorageFunction,
  SerialFunction,
} from 'usb-gadget';
import { pressKeys } from 'usb-gadget/hid';
import { gadgetStatus, HidDevice, type System } from 'usb-gadget/live';
import { readDisk } from './disk.js';
import {
  blockDevices,
  hostInterfaces,
  inputDevices,
  networkInterface,
  serialPort,
  type HostDevice,
} from './host.js';
import { EventDevice, eventTypes } from './input-events.js';
import { cut, lay, pingBothWays, run } from './network.js';
import { passBytesBothWays } from './serial.js';
import { waitFor } from './wait.js';

/** The ids of the kit. */
export const ids = ['1d6b', '0112'] as const;

/** A keyboard, a disk, a network card and a serial port, which the controller of the lab has endpoints for. */
export const usbKit = (file: string): Gadget =>
  new Gadget({
    name: 'kit',
    vendorId: 0x1d6b,
    productId: 0x0112,
    functions: [
      new HidFunction({ preset: 'keyboard', name: 'keyboard' }),
      new MassStorageFunction({ name: 'disk', luns: [{ file }] }),
      new EthernetFunction({ driver: 'ecm', name: 'card', macSeed: 'lab' }),
      new SerialFunction({ driver: 'acm', name: 'line' }),
    ],
    // Without it a host lets no device sleep that has an input device or a network card open.
    configurations: [new Configuration({ remoteWakeup: true })],
  });

/** The host gets a key, sectors, an answer to a ping and bytes; fails otherwise. */
export async function useAll(device: HostDevice, system: System, image: Buffer): Promise<void> {
  const interfaces = await hostInterfaces(device);
  const [keys, disk, card] = interfaces;
  const { functions } = await gadgetStatus(system, 'kit');
  const nodeOf = (name: string): string =>
    functions.find((each) => each.name === name)?.device?.names[0] ?? '';

  const keyboard = await HidDevice.open('kit', 'hid.keyboard', system);
  await using host = await EventDevice.open((await inputDevices(keys!))[0]!);
  assert.equal(await keyboard.sendAll(pressKeys(['KeyA']), { milliseconds: 20_000 }), 'sent');
  await waitFor('a key', async () =>
    (await host.events()).some(
      ({ type, code, value }) => type === eventTypes.key && code === 30 && value === 0,
    )
      ? true
      : undefined,
  );

  const [block] = await blockDevices(disk!);
  assert.ok((await readDisk(block!, 4096)).equals(image.subarray(0, 4096)));

  const ofHost = await networkInterface(card!);
  const here = nodeOf('ecm.card');
  await run('ip', 'address', 'flush', 'dev', here);
  // Coming up later than the host's end, it tells of the link again.
  await run('ip', 'link', 'set', here, 'down');
  const cable = await lay(here, ofHost.name);
  try {
    await pingBothWays(cable);
    assert.equal(readFileSync(`/sys/class/net/${here}/carrier`, 'utf8').trim(), '1');
    assert.equal((await gadgetStatus(system, 'kit')).host.verdict, 'configured');
  } finally {
    await cut(cable);
  }
  await passBytesBothWays(nodeOf('acm.line'), await serialPort(interfaces[4]!));
}
