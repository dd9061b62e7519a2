import { functionDrivers } from '../../functions/drivers.js';
import type { DeviceFacts, DeviceKind } from '../../functions/device-facts.js';
import { functionFolders } from '../../configfs/live-links.js';
import { baseName, type Tree } from '../../configfs/tree.js';
import { attributeText } from '../gadgets/attribute-text.js';
import type { System } from '../../system/system.js';
import { controllersFolder } from '../../udc/find-controller.js';
import { interfacesFolder } from '../machine/locations.js';
import { nodeOfNumbers } from '../machine/node-of-numbers.js';
import { unless } from '../machine/system-errors.js';
import { isThere, textOf } from '../machine/text-file.js';

/** What a function gives to this side. */
export interface FunctionDevice {
  /** What it is. */
  readonly kind: DeviceKind;
  /**
   * Where it is: a node such as `/dev/hidg0`, the name of a network interface, the id of a sound card, the folder of a FunctionFS. None:
   * it is not there, as most are not before the bind. Several: it is one of these, and the kernel does not tell which.
   */
  readonly names: readonly string[];
}

async function namesIn(system: System, folder: string): Promise<string[]> {
  const items = (await unless(['ENOENT', 'ENOTDIR'], system.list(folder))) ?? [];
  return items.map(({ name }) => name).sort();
}

/** Folders of a class below the device of a controller, which is called `gadget`, or `gadget.0` since 5.19 (udc/core.c). */
async function onController(system: System, udc: string, ofClass: string): Promise<string[]> {
  if (!udc) return [];
  const device = `${controllersFolder}/${udc}/device`;
  const gadgets = (await namesIn(system, device)).filter((name) => /^gadget(\.\d+)?$/.test(name));
  const found: string[] = [];
  for (const each of gadgets)
    for (const name of await namesIn(system, `${device}/${each}/${ofClass}`))
      found.push(`${device}/${each}/${ofClass}/${name}`);
  return found;
}

/** The drivers of all sound cards, by number: ` 1 [UAC2Gadget     ]: UAC2_Gadget - UAC2_Gadget` (sound/core/init.c). */
async function cardDrivers(system: System): Promise<Map<string, string>> {
  const drivers = new Map<string, string>();
  for (const line of (await textOf(system, '/proc/asound/cards')).split('\n')) {
    const [, number, driver] = /^ *(\d+) \[[^\]]*\]: (.*?) - /.exec(line) ?? [];
    if (number !== undefined) drivers.set(`card${number}`, driver!);
  }
  return drivers;
}

/** Where a function is, and what its attributes give. */
interface Place {
  readonly system: System;
  readonly tree: Tree;
  readonly path: string;
}

const attributeOf = ({ tree, path }: Place, name: string): string =>
  attributeText(tree, `${path}/${name}`).trim();

async function soundCards(
  place: Place,
  { cardDriver, attribute }: Extract<DeviceFacts, { kind: 'sound' }>,
): Promise<string[]> {
  const { system, tree } = place;
  const asked = attribute === undefined ? '' : attributeOf(place, attribute);
  const drivers = await cardDrivers(system);
  const ids: string[] = [];
  for (const card of await onController(system, tree.udc, 'sound')) {
    const id = (await textOf(system, `${card}/id`)).trim();
    if (drivers.get(baseName(card)) === cardDriver && (!asked || asked === id)) ids.push(id);
  }
  return ids;
}

async function videoNodes({ system, tree, path }: Place): Promise<string[]> {
  const nodes: string[] = [];
  for (const each of await onController(system, tree.udc, 'video4linux'))
    if ((await textOf(system, `${each}/function_name`)).trim() === baseName(path))
      nodes.push(`/dev/${baseName(each)}`);
  return nodes;
}

async function namesOf(place: Place, facts: DeviceFacts): Promise<readonly string[]> {
  const { system, tree, path } = place;
  switch (facts.kind) {
    case 'hid':
      return [(await nodeOfNumbers(system, 'char', attributeOf(place, facts.attribute))) ?? []].flat();
    case 'serial': {
      const name = `${facts.prefix}${attributeOf(place, facts.attribute)}`;
      return (await isThere(system, `/sys/class/tty/${name}`)) ? [`/dev/${name}`] : [];
    }
    case 'network': {
      const name = attributeOf(place, facts.attribute);
      return name && (await isThere(system, `${interfacesFolder}/${name}`)) ? [name] : [];
    }
    case 'sound':
      return soundCards(place, facts);
    case 'video':
      return videoNodes(place);
    case 'printer':
      return tree.udc
        ? (await namesIn(system, '/sys/class/usb_printer_gadget')).map((name) => `/dev/${name}`)
        : [];
    case 'files':
      return [tree.mounts?.get(path)?.point ?? []].flat();
  }
}

/** What each function of a live gadget gives to this side, by the function's name; those that give nothing are left out. */
export async function functionDevices(
  system: System,
  tree: Tree,
): Promise<ReadonlyMap<string, FunctionDevice>> {
  const devices = new Map<string, FunctionDevice>();
  for (const path of functionFolders(tree)) {
    const name = baseName(path);
    const facts = functionDrivers()[name.slice(0, name.indexOf('.'))]?.device;
    if (facts) devices.set(name, { kind: facts.kind, names: await namesOf({ system, tree, path }, facts) });
  }
  return devices;
}
