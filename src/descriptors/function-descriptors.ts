import type { KernelVersion } from '../attributes/kernel-version.js';
import type { FunctionDefinition } from '../functions/drivers.js';
import type { ClaimedEndpoint } from '../udc/allocate.js';
import type { ControllerSpeed } from '../udc/profile.js';
import type { Descriptor } from './descriptor.js';

/** The attributes of a function as they are written, by path within its folder; undefined where the kernel's default stays. */
export interface AttributeTexts {
  /** What is written, as text. */
  text(path: string): string | undefined;
  /** What is written, as lower-case hex. */
  bytes(path: string): string | undefined;
}

/** The attributes of a function, and the folders and links that are made within it; paths are within its folder. */
export interface FunctionContents extends AttributeTexts {
  /** Whether a folder is made; those that come with the function are not. */
  hasFolder(path: string): boolean;
  /** The folders that are made in a folder, in order. */
  folders(path: string): readonly string[];
  /** Where the links in a folder lead, in the order of their making. */
  targets(path: string): readonly string[];
}

/** A number that is written into an attribute, or the kernel's default. */
export function numberOf(attributes: AttributeTexts, path: string, byDefault: number): number {
  const text = attributes.text(path);
  return text === undefined ? byDefault : Number(text);
}

/** A text of the kernel's that a function shows the host; undefined is one that the kernel makes up at random. */
export type FunctionText = string | undefined;

/** A function as it is bound: what its descriptors are filled in with. */
export interface BoundFunction {
  /** The speed that the host has connected at. */
  readonly speed: ControllerSpeed;
  /** The kernel. */
  readonly kernel: KernelVersion;
  /** What it was made from. */
  readonly definition: FunctionDefinition;
  /** What is made and written within it. */
  readonly attributes: FunctionContents;
  /** `bInterfaceNumber` of its first interface; those after it follow. */
  readonly firstInterface: number;
  /** The ids of its strings, in their order. */
  readonly strings: readonly number[];
  /** Its endpoints, in the order of its requests. */
  readonly endpoints: readonly ClaimedEndpoint[];
}

/**
 * How a driver asks for the ids of its strings.
 *
 * - `each`: every bind has its own copy (usb_gstrings_attach).
 * - `kept`: the same, and the driver keeps the table as well, of which the host sees the language (acm).
 * - `latest`: every bind takes ids, and all functions of the driver show the host those of the last (Loopback, SourceSink).
 * - `once`: the first bind after the module is loaded takes ids, for good (gser).
 * - `exact`: every bind has its own copy of a table without the empty end that takes an id with others (midi2).
 * - `own`: every bind takes ids for a table that the function keeps, which has no such end (ffs).
 * - `none`: it has no strings at all.
 */
export type StringIds = 'each' | 'kept' | 'latest' | 'once' | 'exact' | 'own' | 'none';

/** What the host reads of the functions of one driver. */
export interface FunctionDescriptors {
  /** The texts that it asks ids for, in order, all in English. */
  strings(
    attributes: FunctionContents,
    kernel: KernelVersion,
    definition: FunctionDefinition,
  ): readonly FunctionText[];
  /** How it asks for them. Default `each`. */
  readonly stringIds?: StringIds;
  /** Whether all functions of the driver show the host the texts of the one that was linked last. Default: each has its own. */
  sharesTexts?(kernel: KernelVersion): boolean;
  /** Its descriptors in the configuration, in order. */
  descriptors(bound: BoundFunction): readonly Descriptor[];
  /** Whether it has no descriptors for SuperSpeed; there, those for high speed stand in. Default: it has. */
  noSuperSpeed?(kernel: KernelVersion): boolean;
  /** Whether a function tells what hosts read of it; raw ones may not. Default: it does. */
  isKnown?(attributes: FunctionContents, definition: FunctionDefinition): boolean;
  /** The folder with Microsoft's ids, of which its first interface has one. Default: none. */
  readonly osDescriptors?: string;
  /** How many sets of Microsoft's ids with nothing in them it has for interface 0, if that is its own. Default: none. */
  emptyCompatibleIds?(definition: FunctionDefinition): number;
  /** What the host asks the interface itself for. */
  readonly hidReport?: (attributes: AttributeTexts) => string;
}
