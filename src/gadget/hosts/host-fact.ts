import type { KernelVersion } from '../../attributes/kernel-version.js';
import type { FunctionDefinition } from '../../functions/drivers.js';
import type { IssueCode } from '../../issue-codes.js';
import type { GadgetDefinition } from '../definition.js';
import type { HostName } from './host-names.js';

/** A function at its place in a configuration. */
export interface PlacedFunction {
  /** Where it stands in the definition, as in `functions[2]`. */
  readonly path: string;
  /** The name of its folder. */
  readonly name: string;
  /** What it is. */
  readonly definition: FunctionDefinition;
  /** How many functions of the configuration come before it. */
  readonly before: number;
  /** How many configurations come before its own. */
  readonly configuration: number;
}

/** A gadget as a host meets it. */
export interface MetGadget {
  /** The keys of the gadget itself. */
  readonly definition: Partial<Omit<GadgetDefinition, 'functions' | 'configurations'>>;
  /** The functions of each configuration, in the order of their interfaces. */
  readonly configurations: readonly (readonly PlacedFunction[])[];
  /** The kernel that the gadget runs on. */
  readonly kernel: KernelVersion;
}

/** A place that a fact is about. */
export interface Found {
  /** Where in the definition. */
  readonly path: string;
  /** The function that it is about, if it is about one. */
  readonly function?: PlacedFunction;
}

/** Finds the places of a gadget that a fact is about. */
export type Finder = (gadget: MetGadget) => readonly Found[];

/** What is known of some hosts, and which gadgets it concerns. */
export interface HostFact {
  /** The hosts that it is known of. */
  readonly hosts: readonly HostName[];
  /** Its code, which tells how bad it is. */
  readonly code: IssueCode;
  /** It is said of gadgets that name no hosts too. Default false. */
  readonly unasked?: boolean;
  /** What it concerns. */
  readonly finds: Finder;
  /** What is so; `{name}` and `{driver}` stand for those of the function. */
  readonly message: string;
  /** What to do about it. */
  readonly cure: string;
  /** Where that is known from. */
  readonly source: string;
}

/** The functions for which something holds; one in several configurations once. */
export function functionsThat(
  holds: (each: PlacedFunction, gadget: MetGadget) => boolean,
  below = '',
): Finder {
  return (gadget) => {
    const found: Found[] = [];
    for (const functions of gadget.configurations)
      for (const each of functions)
        if (holds(each, gadget) && !found.some((other) => other.function?.path === each.path))
          found.push({ path: each.path + below, function: each });
    return found;
  };
}

/** One place, if something holds for the whole gadget. */
export function gadgetThat(path: string, holds: (gadget: MetGadget) => boolean): Finder {
  return (gadget) => (holds(gadget) ? [{ path }] : []);
}

/** Whether a function is of one of these drivers. */
export function isOf(...drivers: readonly string[]): (each: PlacedFunction) => boolean {
  return ({ definition }) => drivers.includes(definition.driver);
}
