import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glob } from './glob.js';
import { waitFor } from './wait.js';

const devices = '/sys/bus/usb/devices';

/** A device as the USB host sees it; `number` changes with every new enumeration. */
export interface HostDevice {
  readonly path: string;
  readonly number: number;
}

/** An interface of the active configuration; class triple in hex as in sysfs, `driver` once one is bound. */
export interface HostInterface {
  readonly path: string;
  readonly number: number;
  readonly class: string;
  readonly subclass: string;
  readonly protocol: string;
  readonly driver: string | undefined;
}

/** An attribute's text, or undefined where it is not there, or no longer: the host may be removing the device. */
function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function namesIn(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

function findDevice(idVendor: string, idProduct: string): HostDevice | undefined {
  return namesIn(devices)
    .map((name) => join(devices, name))
    .filter(
      (path) => text(join(path, 'idVendor')) === idVendor && text(join(path, 'idProduct')) === idProduct,
    )
    .filter((path) => text(join(path, 'bConfigurationValue')))
    .map((path) => ({ path, number: Number(text(join(path, 'devnum'))) }))[0];
}

/** Waits until the host has enumerated and configured the device; ids are four hex digits. */
export function hostDevice(idVendor: string, idProduct: string): Promise<HostDevice> {
  return waitFor(`the host to configure ${idVendor}:${idProduct}`, () => findDevice(idVendor, idProduct));
}

/** Waits until the host has let go of the device. */
export async function hostDeviceGone(idVendor: string, idProduct: string): Promise<void> {
  await waitFor(`the host to lose ${idVendor}:${idProduct}`, () =>
    findDevice(idVendor, idProduct) === undefined ? true : undefined,
  );
}

async function readInterface(path: string): Promise<HostInterface> {
  const driver = await readlink(join(path, 'driver')).catch(() => undefined);
  return {
    path,
    number: parseInt(text(join(path, 'bInterfaceNumber')) ?? '', 16),
    class: text(join(path, 'bInterfaceClass')) ?? '',
    subclass: text(join(path, 'bInterfaceSubClass')) ?? '',
    protocol: text(join(path, 'bInterfaceProtocol')) ?? '',
    driver: driver && basename(driver),
  };
}

/** Waits until every interface of the device has a driver, and gives them by number. */
export function hostInterfaces(device: HostDevice): Promise<HostInterface[]> {
  return waitFor(`a driver on every interface of ${basename(device.path)}`, async () => {
    const folders = namesIn(device.path).filter((name) => name.startsWith(`${basename(device.path)}:`));
    const found = await Promise.all(folders.map((name) => readInterface(join(device.path, name))));
    const settled = found.length > 0 && found.every((one) => one.driver !== undefined);
    return settled ? found.sort((one, other) => one.number - other.number) : undefined;
  });
}

async function below(owner: HostInterface, what: string, ...patterns: RegExp[]): Promise<string[]> {
  return waitFor(`${what} on interface ${owner.number}`, () => {
    const found = glob(owner.path, patterns);
    return found.length > 0 ? found.sort() : undefined;
  });
}

const deviceNodes = (folders: readonly string[]): string[] =>
  folders.map((folder) => `/dev/${basename(folder)}`);

/** The disks or CD drives of a mass-storage interface (`/dev/sda`, `/dev/sr0`), by LUN. */
export async function blockDevices(owner: HostInterface): Promise<string[]> {
  return deviceNodes(
    await below(owner, 'a block device', /^host\d/, /^target/, /^[\d:]+$/, /^block$/, /^s[dr]/),
  );
}

/** The serial port of an acm control interface: `/dev/ttyACM0`. */
export async function serialPort(owner: HostInterface): Promise<string> {
  return deviceNodes(await below(owner, 'a serial port', /^tty$/, /^ttyACM/))[0]!;
}

/** The event devices of a HID interface, `/dev/input/event3`. */
export async function inputDevices(owner: HostInterface): Promise<string[]> {
  const events = await below(
    owner,
    'an input device',
    /^[\dA-F]{4}:[\dA-F:.]+$/,
    /^input$/,
    /^input\d/,
    /^event/,
  );
  return events.map((folder) => `/dev/input/${basename(folder)}`);
}

/** The network interface of a USB interface, and its MAC address. */
export async function networkInterface(owner: HostInterface): Promise<{ name: string; address: string }> {
  const [folder] = await below(owner, 'a network interface', /^net$/, /./);
  return { name: basename(folder!), address: text(join(folder!, 'address')) ?? '' };
}
