import type { KernelVersion } from '../attributes/kernel-version.js';
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
  /** Its attributes. */
  readonly attributes: AttributeTexts;
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
 * - `none`: it has no strings at all.
 */
export type StringIds = 'each' | 'kept' | 'latest' | 'once' | 'none';

/** What the host reads of the functions of one driver. */
export interface FunctionDescriptors {
  /** The texts that it asks ids for, in order, all in English. */
  strings(attributes: AttributeTexts, kernel: KernelVersion): readonly FunctionText[];
  /** How it asks for them. Default `each`. */
  readonly stringIds?: StringIds;
  /** Whether all functions of the driver show the host the texts of the one that was linked last. Default: each has its own. */
  sharesTexts?(kernel: KernelVersion): boolean;
  /** Its descriptors in the configuration, in order. */
  descriptors(bound: BoundFunction): readonly Descriptor[];
  /** It has no descriptors for SuperSpeed; there, those for high speed stand in. */
  readonly noSuperSpeed?: boolean;
  /** The folder with Microsoft's ids, of which its first interface has one. Default: none. */
  readonly osDescriptors?: string;
  /** What the host asks the interface itself for. */
  readonly hidReport?: (attributes: AttributeTexts) => string;
}
