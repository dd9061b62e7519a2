import fc from 'fast-check';
import { defineGadget, endpointsOf, type ControllerProfile, type GadgetDefinition } from 'usb-gadget';
import { manyFunctions, type Options } from '../generators.js';

/** What each driver takes of something that the whole system has a number of: minors, and cards of ALSA. */
const taken: Readonly<Record<string, string>> = {
  hid: 'hid',
  acm: 'serial',
  gser: 'serial',
  obex: 'serial',
  printer: 'printer',
  midi: 'card',
  uac1: 'card',
  uac2: 'card',
};

/** How many there are (drivers/usb/gadget/function/f_hid.c, u_serial.c, f_printer.c; of cards a few are left alone). */
export const instanceLimits: Readonly<Record<string, number>> = { hid: 4, serial: 8, printer: 4, card: 28 };

/** The most that one gadget gets of them, so that several can be at work at once. */
const mostOfOne: Readonly<Record<string, number>> = { hid: 2, serial: 3, printer: 1, card: 6 };

/** What functions take of the limits. */
export function demandOf(functions: readonly { readonly driver?: unknown }[]): Record<string, number> {
  const demand: Record<string, number> = {};
  for (const { driver } of functions) {
    const name = taken[String(driver)];
    if (name) demand[name] = (demand[name] ?? 0) + 1;
  }
  return demand;
}

function withinLimits(functions: readonly Options[]): Options[] {
  const kept: Options[] = [];
  for (const each of functions)
    if (Object.entries(demandOf([...kept, each])).every(([name, count]) => count <= mostOfOne[name]!))
      kept.push(each);
  return kept;
}

/** What is drawn for one gadget. */
interface Draw {
  readonly functions: readonly Options[];
  /** One function more than what is said to bind. */
  readonly over: boolean;
  /** The later functions go into a second configuration. */
  readonly split: boolean;
}

function define(
  name: string,
  productId: number,
  functions: readonly Options[],
  split: number,
): GadgetDefinition {
  const names = functions.map((each) => `${String(each['driver'])}.${String(each['name'])}`);
  const configurations = [names.slice(0, split), names.slice(split)].filter((each) => each.length > 0);
  return defineGadget({
    name,
    vendorId: 0x1209,
    productId,
    functions,
    configurations: configurations.map((each) => ({ functions: each })),
  });
}

/** Where the composites are for. */
export interface CompositesFor {
  readonly profile: ControllerProfile;
  /** The kernel's release. */
  readonly kernel: string;
  /** The name of each of them. */
  readonly name: string;
  /** The drivers that may be met. */
  readonly isWanted: (driver: string) => boolean;
}

/** The first functions of a gadget, which has one configuration. */
function first(count: number, gadget: GadgetDefinition): GadgetDefinition {
  const [configuration] = gadget.configurations;
  return {
    ...gadget,
    functions: gadget.functions.slice(0, count),
    configurations: [{ ...configuration!, functions: configuration!.functions.slice(0, count) }],
  };
}

/** A gadget that fills the controller up to its limit, as that is said to be, and in half of the cases one function beyond. */
function composite(
  draw: Draw,
  { profile, kernel, name }: CompositesFor,
  productId: number,
): GadgetDefinition {
  const functions = withinLimits(draw.functions);
  const all = define(name, productId, functions, functions.length);
  const binds = (count: number): boolean => endpointsOf(first(count, all), profile, kernel).binds;
  let count = 1;
  while (count < functions.length && binds(count)) count++;
  if (!draw.over && count > 1 && !binds(count)) count--;
  return define(name, productId, functions.slice(0, count), draw.split ? Math.ceil(count / 2) : count);
}

/** Gadgets for a controller, always the same after the same seed; the product ids count from 1. */
export function drawComposites(count: number, seed: number, into: CompositesFor): GadgetDefinition[] {
  const draws = fc.record({
    functions: manyFunctions(into.isWanted),
    over: fc.boolean(),
    split: fc.integer({ min: 0, max: 3 }).map((each) => each === 0),
  });
  return fc.sample(draws, { numRuns: count, seed }).map((draw, index) => composite(draw, into, index + 1));
}
