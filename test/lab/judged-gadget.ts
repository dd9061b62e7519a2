import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineGadget, planCreate, type GadgetDefinition, type Operation } from 'usb-gadget';
import { everyFunction } from '../generators.js';
import { configfs, drive, type Operation as SystemCall } from './configfs-driver.js';
import { removeGadget } from './configfs-tree.js';
import { refusal } from './errno.js';
import { hostEndpoints, type HostEndpoint } from './host-endpoints.js';
import type { ProfileController } from './profile-controllers.js';
import { waitFor } from './wait.js';

/** The host sees nothing of a gadget that has one of these (bind_deactivated in f_obex.c and f_uvc.c). */
const heldOffBus: ReadonlySet<string> = new Set(['obex', 'uvc']);

/** What the kernel makes of a gadget. */
export interface Judgement {
  readonly binds: boolean;
  /** What the host reads; undefined if the gadget does not bind, or is kept off the bus. */
  readonly endpoints?: readonly HostEndpoint[];
}

function systemCalls(operation: Operation): SystemCall[] {
  switch (operation.op) {
    case 'mkdir':
    case 'symlink':
      return [operation];
    case 'write':
      return [
        {
          op: 'write',
          path: operation.path,
          hex: 'hex' in operation ? operation.hex : Buffer.from(operation.text).toString('hex'),
        },
      ];
    default:
      return [];
  }
}

function make(gadget: GadgetDefinition, kernel: string): void {
  const { operations } = planCreate(gadget, { kernel, bind: false });
  for (const each of operations.flatMap(systemCalls)) {
    const outcome = drive(each);
    // The folders that come with a raw function are there already.
    if (!outcome.ok && outcome.name !== 'EEXIST') throw new Error(`${each.op} ${each.path}: ${outcome.name}`);
  }
}

function writeController(name: string, udc: string): boolean {
  try {
    writeFileSync(join(configfs, name, 'UDC'), udc, { flag: 'r+' });
    return true;
  } catch (error) {
    refusal(error);
    return false;
  }
}

/** Controllers where the next gadget that binds is not seen by the host. */
const unseen = new Set<string>();

/**
 * Binds a gadget. When the kernel refuses one that keeps itself off the bus, the controller stays off it for the gadget after
 * that (usb_gadget.deactivated, which only an unbind clears: configfs.c, configfs_composite_unbind); so that one is bound twice.
 */
function bind({ name, functions }: GadgetDefinition, udc: string): boolean {
  const bound = writeController(name, udc);
  if (bound && unseen.delete(udc)) {
    assert.ok(writeController(name, '\n'));
    assert.ok(writeController(name, udc));
  }
  if (!bound && functions.some(({ driver }) => heldOffBus.has(driver))) unseen.add(udc);
  return bound;
}

const devicePaths = ({ buses }: ProfileController): string[] =>
  buses.map((bus) => `/sys/bus/usb/devices/${bus}-1`);

/** The descriptors of the device once the host has read them all; undefined while there is none. */
function readDescriptors(paths: readonly string[], productId: number): Buffer | undefined {
  for (const path of paths)
    try {
      const descriptors = readFileSync(join(path, 'descriptors'));
      // idProduct (USB 2.0, table 9-8); the device before it may not be gone yet
      if (descriptors.readUInt16LE(10) === productId) return descriptors;
    } catch (error) {
      refusal(error);
    }
  return undefined;
}

/** Loads the modules of all functions, which takes long; so that no gadget waits for another one's. */
export function loadEveryDriver(kernel: string): void {
  const gadget = defineGadget({
    name: 'load',
    vendorId: 0x1209,
    productId: 0,
    functions: everyFunction,
  });
  make(gadget, kernel);
  removeGadget(gadget.name);
}

/** Binds a gadget to a controller and reads what its host sees there; leaves nothing behind. */
export async function judge(
  gadget: GadgetDefinition,
  controller: ProfileController,
  kernel: string,
): Promise<Judgement> {
  const paths = devicePaths(controller);
  make(gadget, kernel);
  try {
    if (!bind(gadget, controller.udc)) return { binds: false };
    if (gadget.functions.some(({ driver }) => heldOffBus.has(driver))) return { binds: true };
    const descriptors = await waitFor(`the host of ${controller.udc} to read ${gadget.name}`, () =>
      readDescriptors(paths, gadget.productId),
    );
    return { binds: true, endpoints: hostEndpoints(descriptors) };
  } finally {
    removeGadget(gadget.name);
    await waitFor(`the host of ${controller.udc} to lose ${gadget.name}`, () =>
      paths.some((path) => existsSync(path)) ? undefined : true,
    );
  }
}

/**
 * Once SourceSink has been bound where there is no isochronous endpoint, its descriptors, which all instances share, never list
 * one again (f_sourcesink.c, no_iso), though it still claims two: so that it is always so, it is bound there first.
 */
export function hideIsochronous(kernel: string): void {
  const gadget = defineGadget({
    name: 'hide',
    vendorId: 0x1209,
    productId: 0,
    functions: [{ driver: 'SourceSink', name: 'f0', contents: [] }],
  });
  make(gadget, kernel);
  assert.ok(bind(gadget, 'dummy_udc.0'));
  removeGadget(gadget.name);
}
