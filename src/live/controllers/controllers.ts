import type { System } from '../../system/system.js';
import { controllersFolder } from '../../udc/find-controller.js';
import { unless, wordOf } from '../machine/system-errors.js';

/** A USB device controller of a running machine. */
export interface ControllerState {
  /** Its name, as in `fe980000.usb`. */
  readonly name: string;
  /** What the host has made of it: `not attached`, `default`, `addressed`, `configured`, `suspended` and others (include/uapi/linux/usb/ch9.h). */
  readonly state: string;
  /** The gadget that holds it: a folder of `usb_gadget`, or that of a module such as `g_ether`; empty if none. */
  readonly holder: string;
  /** The speed of the connection, `UNKNOWN` without one. */
  readonly currentSpeed: string;
  /** The fastest speed that it can do. */
  readonly maximumSpeed: string;
}

/** The names of the controllers, in the order of the alphabet. */
export async function controllerNames(system: System): Promise<string[]> {
  const items = (await unless(['ENOENT'], system.list(controllersFolder))) ?? [];
  return items.map((each) => each.name).sort();
}

async function readWord(system: System, controller: string, file: string): Promise<string | undefined> {
  const path = `${controllersFolder}/${controller}/${file}`;
  const bytes = await unless(['ENOENT', 'ENODEV', 'EINVAL', 'EACCES'], system.read(path));
  return bytes && wordOf(bytes);
}

/** Who holds a controller; empty if nobody, undefined if there is no such controller. */
export function holderOf(system: System, controller: string): Promise<string | undefined> {
  return readWord(system, controller, 'function');
}

/** The controllers of the machine. */
export async function listControllers(system: System): Promise<ControllerState[]> {
  const found: ControllerState[] = [];
  for (const name of await controllerNames(system))
    found.push({
      name,
      state: (await readWord(system, name, 'state')) ?? '',
      holder: (await holderOf(system, name)) ?? '',
      currentSpeed: (await readWord(system, name, 'current_speed')) ?? '',
      maximumSpeed: (await readWord(system, name, 'maximum_speed')) ?? '',
    });
  return found;
}
