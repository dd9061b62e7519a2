import { GadgetError, issue } from '../../errors.js';
import { donorIdentity, type DeviceIdentity } from '../../gadget/donor-identity.js';
import type { System } from '../../system/system.js';
import { unless } from './system-errors.js';
import { textOf } from './text-file.js';

/** What a device is to people. */
export type DonorKind = 'keyboard' | 'mouse' | 'other';

/** A USB device that is plugged into the machine, and whose identity a gadget may take. */
export interface Donor {
  /** Its name in /sys/bus/usb/devices, as in `1-1.2`. */
  readonly name: string;
  /** What it is: by the boot protocols of its interfaces (HID 1.11, 4.2 and 4.3). */
  readonly kinds: readonly DonorKind[];
  /** What it calls itself. */
  readonly identity: DeviceIdentity;
}

const folder = '/sys/bus/usb/devices';
const attributes = ['idVendor', 'idProduct', 'bcdDevice', 'manufacturer', 'product', 'serial'] as const;
const hubClass = '09';

/** By class, subclass and protocol of an interface. */
const bootKinds: Readonly<Record<string, DonorKind>> = { '03 01 01': 'keyboard', '03 01 02': 'mouse' };

async function textsOf<Name extends string>(
  system: System,
  path: string,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const found: [Name, string][] = [];
  for (const name of names) found.push([name, (await textOf(system, `${path}/${name}`)).trim()]);
  return Object.fromEntries(found) as Record<Name, string>;
}

async function kindOf(system: System, path: string): Promise<DonorKind> {
  const triple = ['bInterfaceClass', 'bInterfaceSubClass', 'bInterfaceProtocol'] as const;
  const texts = await textsOf(system, path, triple);
  return bootKinds[triple.map((name) => texts[name]).join(' ')] ?? 'other';
}

const isTyped = ({ kinds }: Donor): boolean => kinds.some((kind) => kind !== 'other');

/** The USB devices that are plugged into the machine, hubs left out: keyboards and mice first, then by name. */
export async function listDonors(system: System): Promise<Donor[]> {
  const names = ((await unless(['ENOENT'], system.list(folder))) ?? []).map(({ name }) => name).sort();
  const found: Donor[] = [];
  for (const name of names.filter((each) => !each.includes(':'))) {
    const path = `${folder}/${name}`;
    const identity = donorIdentity(await textsOf(system, path, attributes));
    if (!identity || (await textOf(system, `${path}/bDeviceClass`)).trim() === hubClass) continue;
    const kinds = new Set<DonorKind>();
    for (const each of names.filter((other) => other.startsWith(`${name}:`)))
      kinds.add(await kindOf(system, `${folder}/${each}`));
    found.push({ name, kinds: [...kinds], identity });
  }
  return found.sort((left, right) => Number(isTyped(right)) - Number(isTyped(left)));
}

const hexadecimal = (number: number): string => number.toString(16).padStart(4, '0');

/** The two ids of a device, as in `046d:c31c`. */
export const idsOf = ({ identity: { vendorId, productId } }: Donor): string =>
  `${hexadecimal(vendorId)}:${hexadecimal(productId)}`;

/**
 * The device that is meant.
 *
 * @param wanted - its name or its ids, as in `1-1.2` or `046d:c31c`. Default: the only keyboard or mouse.
 * @throws {@link GadgetError} with DONOR_MISSING if there is none, or several and none was named.
 */
export async function findDonor(system: System, wanted?: string): Promise<Donor> {
  const all = await listDonors(system);
  const meant = all.filter((each) =>
    wanted === undefined ? isTyped(each) : [each.name, idsOf(each)].includes(wanted.toLowerCase()),
  );
  if (meant.length === 1) return meant[0]!;
  const shown = (meant.length ? meant : all).map(
    (each) => `${each.name} (${idsOf(each)} ${each.identity.strings?.['0x409'].product ?? ''}`.trim() + ')',
  );
  const what = wanted === undefined ? 'keyboard or mouse' : `device "${wanted}"`;
  throw new GadgetError([
    issue(
      'DONOR_MISSING',
      '',
      `There is ${meant.length ? 'more than one' : 'no'} ${what} plugged into this machine. ${shown.length ? `There are ${shown.join(', ')}.` : 'There is nothing.'}`,
      meant.length ? 'Name one of them.' : '`usb-gadget donor` lists what is there.',
    ),
  ]);
}
