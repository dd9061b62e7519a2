import { functionDrivers } from '../functions/drivers.js';
import { functionNamed } from '../functions/function-name.js';
import { toBytes } from '../usb/bytes.js';
import type { SimulatedCall } from './simulated-calls.js';
import type { SimulatedController } from './simulated-controller.js';
import type { SimulatedFile, SimulatedFiles } from './simulated-files.js';
import { segmentsOf } from './simulated-files.js';
import type { SimulatedFolder } from './simulated-folder.js';

/** A device that a function gives, and what the machine shows of it, by path. */
interface ShownDevice {
  /** What comes and goes as a whole. */
  readonly roots: readonly string[];
  readonly files: Readonly<Record<string, string | SimulatedFile>>;
}

const node: SimulatedFile = { type: 'other', bytes: new Uint8Array() };

/** The functions that a controller has bound, in order, each once. */
function boundFunctions({ gadget }: SimulatedController): SimulatedFolder[] {
  return [...new Set(gadget?.child('configs')?.made.flatMap((each) => each.targets))];
}

/** Those of a function that is made, or bound to a controller as the given one of its kind. */
function deviceOf(
  of: SimulatedFolder,
  controller: SimulatedController | undefined,
  count: number,
): ShownDevice | undefined {
  const facts = functionDrivers()[functionNamed(of.name).driver]?.device;
  const below = `/sys/devices/${controller?.name ?? ''}/gadget.0`;
  if (facts?.kind === 'serial') {
    const name = facts.prefix + of.textOf(facts.attribute).trim();
    return {
      roots: [`/sys/class/tty/${name}`, `/dev/${name}`],
      files: { [`/sys/class/tty/${name}/uevent`]: `DEVNAME=${name}\n`, [`/dev/${name}`]: node },
    };
  }
  if (!controller) return undefined;
  switch (facts?.kind) {
    case 'hid': {
      const numbers = of.textOf(facts.attribute).trim();
      const name = `hidg${numbers.slice(numbers.indexOf(':') + 1)}`;
      const shown = `/sys/dev/char/${numbers}`;
      return {
        roots: [shown, `/dev/${name}`],
        files: { [`${shown}/uevent`]: `DEVNAME=${name}\n`, [`/dev/${name}`]: node },
      };
    }
    case 'printer': {
      const name = `g_printer${of.index}`;
      const shown = `/sys/class/usb_printer_gadget/${name}`;
      return {
        roots: [shown, `/dev/${name}`],
        files: { [`${shown}/uevent`]: `DEVNAME=${name}\n`, [`/dev/${name}`]: node },
      };
    }
    case 'video': {
      const shown = `${below}/video4linux/video${count}`;
      return { roots: [shown], files: { [`${shown}/function_name`]: `${of.name}\n` } };
    }
    case 'sound': {
      const shown = `${below}/sound/card${count}`;
      const id =
        (facts.attribute && of.textOf(facts.attribute).trim()) || facts.cardDriver.replace(/\W|_/g, '');
      return { roots: [shown], files: { [`${shown}/id`]: `${id}\n`, [`${shown}/driver`]: facts.cardDriver } };
    }
    default:
      return undefined;
  }
}

function devicesOf(root: SimulatedFolder, controllers: readonly SimulatedController[]): ShownDevice[] {
  const counts = new Map<string, number>();
  const devices: ShownDevice[] = [];
  for (const of of root.made.flatMap((gadget) => gadget.child('functions')?.made ?? [])) {
    const controller = controllers.find((each) => boundFunctions(each).includes(of));
    const kind = functionDrivers()[functionNamed(of.name).driver]?.device?.kind ?? '';
    const count = counts.get(kind) ?? 0;
    const device = deviceOf(of, controller, count);
    if (!device) continue;
    counts.set(kind, count + 1);
    devices.push(device);
  }
  return devices;
}

/** `/proc/asound/cards` (sound/core/init.c). */
function cardsText(devices: readonly ShownDevice[]): string {
  const lines = devices.flatMap(({ roots: [root = ''], files }) => {
    const driver = files[`${root}/driver`] as string | undefined;
    if (driver === undefined) return [];
    const id = (files[`${root}/id`] as string).trim().padEnd(15);
    return [`${root.slice(root.lastIndexOf('card') + 4).padStart(2)} [${id}]: ${driver} - ${driver}\n`];
  });
  return lines.join('');
}

/** Whether devices may come or go with a call: functions are made and removed, gadgets bound and unbound. */
export const mayChangeDevices = ({ call, path }: SimulatedCall): boolean =>
  ['mkdir', 'rmdir', 'unlink', 'unmount'].includes(call) || path.endsWith('/UDC');

/** What functions give to this side of a simulated machine: nodes in /dev, and what sysfs shows of them. */
export class SimulatedDevices {
  readonly #files: SimulatedFiles;
  readonly #root: SimulatedFolder;
  readonly #controllers: readonly SimulatedController[];
  #shown = new Set<string>();

  constructor(files: SimulatedFiles, root: SimulatedFolder, controllers: readonly SimulatedController[]) {
    this.#files = files;
    this.#root = root;
    this.#controllers = controllers;
  }

  /** Shows what is there now. A node that stays keeps its owner. */
  refresh(): void {
    const devices = devicesOf(this.#root, this.#controllers);
    const roots = new Set(devices.flatMap((each) => each.roots));
    for (const each of this.#shown) if (!roots.has(each)) this.#files.removeAll(segmentsOf(each));
    for (const device of devices)
      for (const [path, file] of Object.entries(device.files))
        if (!device.roots.every((each) => this.#shown.has(each)))
          this.#files.set(segmentsOf(path), typeof file === 'string' ? { bytes: toBytes(file) } : file);
    this.#shown = roots;
    this.#files.set(['proc', 'asound', 'cards'], { bytes: toBytes(cardsText(devices)) });
  }

  /** The controller that has bound the HID function behind a node. */
  controllerOf(path: string): SimulatedController | undefined {
    return this.#controllers.find((controller) =>
      boundFunctions(controller).some((of) => deviceOf(of, controller, 0)?.roots.includes(path)),
    );
  }
}
