import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { basename, join } from 'node:path';
import { resetGadget } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { glob } from './glob.js';
import { hostDevice, type HostDevice } from './host.js';
import { onDevice } from './usb-node.js';
import { waitFor } from './wait.js';

/** What a host may do to a device that it has, or whoever pulls the cable. */
export interface HostEvent {
  readonly name: string;
  readonly happen: (device: HostDevice) => Promise<void>;
}

const drivers = '/sys/bus/usb/drivers/usb';
const softConnect = '/sys/class/udc/dummy_udc.0/soft_connect';

const set = (path: string, text: string): void => writeFileSync(path, text);
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');

/** Whether a reconnect suffices on this controller: before it had udc_async_callbacks, 5.14. */
const isSpeaking = (): boolean => release().startsWith('5.10.');

/**
 * Connects the kit again. What this controller stops at a soft disconnect, only a bind starts again (dummy_hcd.c, ints_enabled; udc/core.c,
 * soft_connect_store): a host that finds it connected and dumb tries for seconds, and cycles the power of the port.
 */
export async function reconnect(): Promise<void> {
  if (isSpeaking()) set(softConnect, 'connect');
  else await resetGadget('kit', new NodeSystem());
}

const isGone = ({ path }: HostDevice): Promise<true> =>
  waitFor(`the host to lose ${path}`, () => (existsSync(path) ? undefined : true));

const power = (path: string, name: string): string => join(path, 'power', name);

/** The SCSI devices of a disk: it sleeps only once they may. */
const scsiDevices = (path: string): string[] => glob(path, [/^\d+-\d+:/, /^host\d/, /^target/, /^\d+:\d+:/]);

/** Lets a device and everything on it sleep as soon as it is idle (Documentation/driver-api/usb/power-management.rst). */
async function sleepAndWake({ path }: HostDevice): Promise<void> {
  for (const each of [...scsiDevices(path), path]) {
    set(power(each, 'autosuspend_delay_ms'), '0');
    set(power(each, 'control'), 'auto');
  }
  const isNow = (status: string): Promise<true> =>
    waitFor(`the device to be ${status}`, () =>
      read(power(path, 'runtime_status')) === status ? true : undefined,
    );
  await isNow('suspended');
  for (const each of [path, ...scsiDevices(path)]) set(power(each, 'control'), 'on');
  await isNow('active');
}

/** Events, in an order in which each begins with a device that is configured. */
export const hostEvents: readonly HostEvent[] = [
  {
    name: 'a bus reset',
    happen: async (device) => {
      await onDevice('reset-device', device);
    },
  },
  {
    name: 'configuration 0 and back',
    happen: async ({ path }) => {
      set(join(path, 'bConfigurationValue'), '0');
      await waitFor('no configuration', () => (read(join(path, 'bConfigurationValue')) ? undefined : true));
      set(join(path, 'bConfigurationValue'), '1');
    },
  },
  { name: 'sleep and awakening', happen: sleepAndWake },
  {
    name: 'deauthorisation and authorisation',
    happen: async ({ path }) => {
      set(join(path, 'authorized'), '0');
      await waitFor('no configuration', () => (read(join(path, 'bConfigurationValue')) ? undefined : true));
      set(join(path, 'authorized'), '1');
    },
  },
  {
    name: 'unbinding and binding of its driver',
    happen: async ({ path }) => {
      const name = basename(path);
      set(join(drivers, 'unbind'), name);
      await waitFor('no driver', () => (existsSync(join(path, 'driver')) ? undefined : true));
      set(join(drivers, 'bind'), name);
    },
  },
  {
    name: 'a soft disconnect and reconnect',
    happen: async (device) => {
      set(softConnect, 'disconnect');
      await isGone(device);
      await reconnect();
    },
  },
];

/** Lets an event happen, and waits until the device is there again. */
export async function happens(
  event: HostEvent,
  device: HostDevice,
  ids: readonly [string, string],
): Promise<HostDevice> {
  await event.happen(device);
  return hostDevice(...ids);
}
