import { GadgetError, issue, type Issue } from '../errors.js';
import type { System } from '../system/system.js';
import { controllersFolder } from '../udc/find-controller.js';
import { toolCommand } from '../plan/shell-words.js';
import { unless, wordOf } from './system-errors.js';

/** A USB device controller of a running machine. */
export interface ControllerState {
  /** Its name, as in `fe980000.usb`. */
  readonly name: string;
  /** What the host has made of it: `not attached`, `default`, `addressed`, `configured`, `suspended` and others (include/uapi/linux/usb/ch9.h). */
  readonly state: string;
  /** The gadget that holds it: a folder of `usb_gadget`, or a module such as `g_ether`; empty if none. */
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

function missing(wanted: string, names: readonly string[]): Issue {
  const there = names.length ? `This machine has ${names.join(', ')}.` : 'This machine has none.';
  const hint = names.length
    ? 'Name one of these, or leave the controller out.'
    : 'On a Raspberry Pi, "dtoverlay=dwc2,dr_mode=peripheral" in config.txt and a reboot bring it; on a machine without one, "modprobe dummy_hcd" makes one.';
  return issue(
    'CONTROLLER_MISSING',
    'udc',
    `There is no ${wanted ? `controller "${wanted}"` : 'USB device controller'}. ${there}`,
    hint,
  );
}

/** That another holds a controller. A module's gadget has a name that begins so (drivers/usb/gadget/legacy). */
export function busyIssue(controller: string, holder: string): Issue {
  return issue(
    'CONTROLLER_BUSY',
    'udc',
    `"${controller}" is held by "${holder}".`,
    holder.startsWith('g_')
      ? `Remove the module: modprobe -r ${holder}.`
      : `Take that gadget down first: ${toolCommand('down', holder)}`,
  );
}

/** The only controller of the machine. */
async function onlyController(system: System): Promise<string> {
  const names = await controllerNames(system);
  if (names.length < 2) return names[0] ?? '';
  throw new GadgetError([
    issue(
      'CONTROLLER_AMBIGUOUS',
      'udc',
      `There are ${names.length} controllers: ${names.join(', ')}.`,
      'Name the one to bind to.',
    ),
  ]);
}

/**
 * The controller for a gadget: the named one, else the only one.
 *
 * @param wanted - its name; empty: any.
 * @param gadget - the gadget, which may hold it already.
 * @throws {@link GadgetError} with CONTROLLER_MISSING, CONTROLLER_AMBIGUOUS or CONTROLLER_BUSY.
 */
export async function chooseController(system: System, wanted: string, gadget: string): Promise<string> {
  const chosen = wanted || (await onlyController(system));
  const holder = chosen ? await holderOf(system, chosen) : undefined;
  if (holder === undefined) throw new GadgetError([missing(wanted, await controllerNames(system))]);
  if (holder && holder !== gadget) throw new GadgetError([busyIssue(chosen, holder)]);
  return chosen;
}
