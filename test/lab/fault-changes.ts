import { defineGadget, type GadgetDefinition } from 'usb-gadget';
import { down, up, type System, type UpOptions } from 'usb-gadget/live';
import { bound, changed, images } from '../live/gadgets.js';

const udc = 'dummy_udc.0';

const common = { name: 'g1', vendorId: 0x1d6b, productId: 0x0104 };
const keyboard = { driver: 'hid', name: 'usb0', preset: 'keyboard' };
const [cd, disk] = Object.keys(images) as [string, string];

const small = defineGadget({
  ...common,
  functions: [keyboard, { driver: 'mass_storage', name: 'usb0', luns: [{ file: disk }] }],
});

const smallChanged = defineGadget({
  ...common,
  productId: 0x0105,
  functions: [
    { driver: 'mass_storage', name: 'usb0', luns: [{ cdrom: true, file: cd }] },
    { ...keyboard, noOutEndpoint: false },
  ],
});

const mounted = defineGadget({
  ...common,
  functions: [
    { driver: 'ffs', name: 'lab', interfaces: [{ endpoints: [{ direction: 'in', transfer: 'bulk' }] }] },
  ],
});

/** A change of the gadget `g1`, of which any step may fail. */
export interface FaultChange {
  readonly from?: GadgetDefinition;
  /** Nothing: the gadget is removed. */
  readonly to?: GadgetDefinition;
  readonly options?: UpOptions;
}

/** Changes small enough to try every way in which each of their steps fails. */
export const smallChanges = {
  'making a gadget': { to: small },
  'changing it': { from: small, to: smallChanged },
  'removing it': { from: small },
  'mounting the files of a program': { to: mounted, options: { bind: false } },
  'unmounting them': { from: mounted, options: { bind: false } },
} satisfies Readonly<Record<string, FaultChange>>;

/** Changes of a gadget with two configurations and media in two drives. */
export const largeChanges = {
  'making a large gadget': { to: bound },
  'changing a large gadget': { from: bound, to: changed },
  'removing a large gadget': { from: bound },
} satisfies Readonly<Record<string, FaultChange>>;

/** All of them, by name. */
export const faultChanges: Readonly<Record<string, FaultChange>> = { ...smallChanges, ...largeChanges };

const optionsOf = ({ options }: FaultChange): UpOptions => options ?? { udc };

/** Brings about what is there before a change. */
export async function prepare(change: FaultChange, system: System): Promise<void> {
  if (change.from) await up(change.from, system, optionsOf(change));
}

/** Makes the change. */
export async function perform(change: FaultChange, system: System): Promise<void> {
  await (change.to ? up(change.to, system, optionsOf(change)) : down('g1', system));
}
