import type { Plain } from '../options/plain.js';
import { object, type ObjectShape, type OptionTable } from '../options/shape.js';
import type { Attribute, FolderKind } from '../attributes/attribute.js';
import type { Errno } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import type { Issue } from '../errors.js';
import type { EndpointRequest } from '../usb/endpoint.js';
import type { DeviceFacts } from './device-facts.js';
import { functionInstance } from './function-name.js';

/** Numbers that instances of one or several drivers share in the whole system. */
export interface InstancePool {
  /** What is shared; drivers with the same name share one pool. */
  readonly name: string;
  /** How many there are. */
  readonly limit: number;
  /** What `mkdir` answers when none is left. */
  readonly errno: Errno;
}

/** What every definition of a function has. */
export interface AnyFunctionDefinition {
  /** The kernel's name of the driver, the part of the folder's name before the dot. */
  readonly driver: string;
  /** The instance, the part of the folder's name after the dot. */
  readonly name: string;
}

/** A folder within a function that the definition fills: its name and where its values come from. */
export interface FilledFolder {
  /** Its path within the folder of the function, as in `lun.1` or `ep.1/block.0`; the folder that it is in stands before it. */
  readonly name: string;
  /** What holds the values of its attributes. */
  readonly source: object;
  /** Where that stands in the definition, as in `luns[1]`. Default: the definition itself. */
  readonly at?: string;
}

/** A link within a function: both paths are within its folder. */
export interface InnerLink {
  /** The link. */
  readonly link: string;
  /** The folder that it leads to. */
  readonly target: string;
}

/** A folder or a link within a function. */
export type Filled = FilledFolder | InnerLink;

/** What is in a folder of a function: values by the options that its attributes stand for, and the folders in it by name. */
export interface FolderContents {
  /** The values of its attributes. */
  readonly values: Plain;
  /** The folders in it. */
  readonly folders: ReadonlyMap<string, FolderContents>;
}

/** What was found in a folder of a live function. */
export interface FoundFolder extends FolderContents {
  /** The folders in it by name, in order. */
  readonly folders: ReadonlyMap<string, FoundFolder>;
  /** The links in it by name, in order, and the paths within the function that they lead to. */
  readonly links: ReadonlyMap<string, string>;
}

/** Everything that is known of one kernel function: facts, and the few rules that no table can say. */
export interface FunctionDriver<Definition extends AnyFunctionDefinition = AnyFunctionDefinition> {
  /** The kernel's name: the part of the folder's name before the dot. */
  readonly driver: string;
  /** The kernel module that has it. */
  readonly module: string;
  /** The first kernel that has it. Default: older than all that we know. */
  readonly since?: KernelVersion;
  /** The folder that `mkdir` gives. */
  readonly folder: FolderKind;
  /** The numbers that each instance takes one of. */
  readonly pool?: InstancePool;
  /** What options may be given for it, without `driver`. */
  readonly options: ObjectShape;
  /** How many interfaces it has. */
  interfaces(definition: Definition, kernel: KernelVersion): number;
  /** The endpoints that it asks for, in the order in which its driver does (drivers/usb/gadget/function). */
  endpoints(definition: Definition, kernel: KernelVersion): readonly EndpointRequest[];
  /** What its bind answers before it asks for anything, where values that it took do not go together. Default: nothing. */
  bindRefusal?(definition: Definition, kernel: KernelVersion): Errno | undefined;
  /** The options that say what its driver is by itself; a raw function of it is taken to ask for what it asks for then. Default: not known. */
  readonly usual?: Plain;
  /** The name of the network interface that its first bind makes, with `%d`. Default: it makes none. */
  readonly interfaceName?: string;
  /** What it gives to this side, and how that is found. Default: nothing. */
  readonly device?: DeviceFacts;
  /** What its bind answers when an endpoint is missing. */
  readonly bindErrno: Errno;
  /** It binds only when a program has written its descriptors; until then ENODEV. The system has one of each name. */
  readonly servedByProgram?: boolean;
  /** It holds the gadget off the bus until a program opens its device (bind_deactivated). */
  readonly heldOffBus?: boolean;
  /**
   * The first kernel whose driver takes writes again once its links are gone. Earlier ones answer EBUSY until the function is
   * made anew. Default: all do.
   */
  readonly thawsSince?: KernelVersion;
  /** What its bind answers in a second configuration of the gadget. Default: it can be in several. */
  readonly secondConfiguration?: Errno;
  /** It refuses a controller without alternate settings. */
  readonly alternateSettings?: boolean;
  /** Options that stand for others, and are in no definition; {@link FunctionDriver.define} gets them only if they are valid. */
  readonly shorthands?: readonly string[];
  /** The instance that it gets where none is named, if that is free. Default: usb0. */
  instance?(options: Plain): string | undefined;
  /** Completes options: presets, computed lengths, derived addresses. What is complete stays as it is. Default: nothing to do. */
  define?(options: Plain): Plain;
  /** The folders within it that a definition fills, and the links between them, in order. */
  fills?(definition: Definition): readonly Filled[];
  /** The part of a definition that folders within it stand for: {@link FunctionDriver.fills} the other way round. Default: nothing. */
  gather?(folders: FolderContents['folders']): Plain;
  /**
   * The options that the folder of a live function stands for. What they do not say is found out by whoever asks.
   * Default: the values of its attributes, and what {@link FunctionDriver.gather} makes of its folders.
   */
  fromFolder?(found: FoundFolder): Plain;
  /** What a link to it is answered with, if its driver refuses what it holds. Default: every link is taken. */
  linkErrno?(definition: Definition): Errno | undefined;
  /** Rules beyond single values. */
  check?(definition: Definition, path: string, issues: Issue[]): void;
}

/** The options that the attributes of a folder stand for. */
export function attributeOptions(attributes: readonly Attribute[]): OptionTable {
  const options: Record<string, OptionTable[string]> = {};
  for (const { from, codec } of attributes)
    if (typeof from === 'string' && !from.includes('.')) options[from] = { shape: codec.shape };
  return options;
}

/** The options within one key that the attributes of a folder stand for: those from `speakers.mute` within `speakers`. */
export function optionsWithin(key: string, attributes: readonly Attribute[]): OptionTable {
  const beginning = `${key}.`;
  return attributeOptions(
    attributes.flatMap((each) =>
      typeof each.from === 'string' && each.from.startsWith(beginning)
        ? [{ ...each, from: each.from.slice(beginning.length) }]
        : [],
    ),
  );
}

/** An isochronous endpoint; its size is compared as it is at full speed. */
export const isochronous = (
  direction: 'in' | 'out',
  packetSize: number,
  matchSize: number = packetSize,
): EndpointRequest => Object.freeze({ direction, transfer: 'isochronous', matchSize, packetSize });

/** The options of a function: its name, those of its attributes and what else it has. */
export function functionOptions(attributes: readonly Attribute[], more: OptionTable = {}): ObjectShape {
  return object({
    name: { shape: functionInstance },
    ...attributeOptions(attributes),
    ...more,
  });
}

/** A bulk endpoint: 512 bytes at high speed (USB 2.0, 5.8.3); every limit fits, since its descriptor starts at 0. */
export const bulk = (direction: 'in' | 'out'): EndpointRequest =>
  Object.freeze({ direction, transfer: 'bulk', matchSize: 0, packetSize: 512 });

/** An interrupt endpoint with packets of a fixed size. */
export const interrupt = (
  direction: 'in' | 'out',
  packetSize: number,
  matchSize: number = packetSize,
): EndpointRequest => Object.freeze({ direction, transfer: 'interrupt', matchSize, packetSize });
