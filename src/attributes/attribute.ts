import type { Plain } from '../options/plain.js';
import type { AnyCodec } from './codec.js';
import type { Refusal } from './errno.js';
import type { KernelVersion } from './kernel-version.js';

/**
 * From when on a written value has effect. Equal text is not equal effect: an `idProduct` written to a bound gadget
 * reads back new, and the host still sees the old one.
 *
 * - `now`: at once.
 * - `enumeration`: when the host next reads the descriptors.
 * - `bind`: when the gadget is next bound to a controller.
 * - `link`: when the function is next linked into a configuration, since its driver copies the value there.
 * - `creation`: only if written before the function is first bound.
 */
export type TakesEffect = 'now' | 'enumeration' | 'bind' | 'link' | 'creation';

/**
 * Whose the value is.
 *
 * - `declared`: the definition's; left out there, it is the kernel's default.
 * - `run-time`: left out of the definition, it is left alone and carried over when its folder is made again: media in a drive.
 * - `derived`: made or changed by the kernel (random MAC addresses, `dev`); left out of the definition, it is left alone,
 *   and carried over if it can be written.
 */
export type AttributeKind = 'declared' | 'run-time' | 'derived';

/** What the kernel knows when it makes a folder, as far as defaults depend on it. */
export interface Creation {
  /** The version of the kernel. */
  readonly kernel: KernelVersion;
  /** The number that the new instance got from its pool: a minor number or a serial line; else 0. */
  readonly index: number;
  /** A random number from 0 to below 1. */
  random(): number;
}

/** One attribute file: everything that is known of it. */
export interface Attribute {
  /** The name of the file. */
  readonly name: string;
  /** How its value is written and read. */
  readonly codec: AnyCodec;
  /**
   * The key of the definition that it comes from, with dots where that is deeper: `speakers.mute`; or how it comes from several
   * keys. Absent: never written for a definition.
   */
  readonly from?: string | ((source: never) => unknown);
  /** The key that a live value belongs to, or what of a definition it stands for, where `from` tells no key: `from` the other way round. */
  readonly into?: string | ((value: never) => Plain);
  /** A live value is told even where it is the default: the definition requires it, or completing one would put another in its place. */
  readonly alwaysTold?: true;
  /** What is written where the definition does not set the key, if the kernel's default would not do. */
  readonly otherwise?: (source: never) => unknown;
  /** What it gives in a fresh folder, in the form of {@link Codec.store}. */
  readonly initial: string | ((creation: Creation) => string);
  /** What one may do with it. Default `read-write`. */
  readonly access?: 'read-only' | 'write-only';
  /** Default `declared`. */
  readonly kind?: AttributeKind;
  /** Default `bind`. */
  readonly takesEffect?: TakesEffect;
  /**
   * What must be absent to write it, else the kernel answers EBUSY: the links of its function; these and links to its folder or one
   * around it (`holder`); links to its folder alone (`user`); or the medium in its drive.
   */
  readonly frozenBy?: 'link' | 'holder' | 'user' | 'medium';
  /** A text that is at fault is refused for that, even where nothing can be written. */
  readonly judgedFirst?: true;
  /** The kernel sets it with another attribute of its folder: left out of the definition, it goes back to its default when that one changes. */
  readonly follows?: string;
  /** Its bytes are not text; texts of it are hex. */
  readonly binary?: boolean;
  /** The first kernel that has it. */
  readonly since?: KernelVersion;
  /** The first kernel that no longer has it. Default: all do. */
  readonly until?: KernelVersion;
  /** The first kernel that takes writes, where earlier ones only show it. */
  readonly writableSince?: KernelVersion;
  /** A value of it is a wish: a kernel that cannot be told it does well by its own, and a note says so. Default false: an error. */
  readonly isWish?: boolean;
  /** It is in no mainline kernel; it is written where it is found. */
  readonly vendor?: boolean;
}

/** What a `mkdir` in a folder gives. */
export type Made = FolderKind | Refusal;

/** One kind of configfs folder: what the kernel puts into it and what one may make in it. */
export interface FolderKind {
  /** Its attributes, in the order in which they are written. */
  readonly attributes: readonly Attribute[];
  /** The folders that come with it (default groups); they cannot be made or removed. In the order of their making. */
  readonly folders?: Readonly<Record<string, FolderKind>>;
  /** The first kernel that has it, for a default group. */
  readonly since?: KernelVersion;
  /**
   * What `mkdir name` in it gives. Absent: EPERM.
   *
   * @param siblings - the names that are there, without default groups.
   */
  makes?(name: string, siblings: readonly string[], kernel: KernelVersion): Made;
  /** What must be absent to make a folder in it: the links of its function. */
  readonly makesFrozenBy?: 'link';
  /** It takes symbolic links. Default false: EPERM. */
  readonly links?: boolean;
  /** The first kernel where it does. Default: all. */
  readonly linksSince?: KernelVersion;
  /**
   * What is made in it counts in the order of its making, and is frozen by links within it: where that is to change, the function is
   * made anew as a whole.
   */
  readonly madeAsWhole?: boolean;
  /** Nothing is known of what is in it: every file, folder and link is taken as given. */
  readonly opaque?: boolean;
  /** Folders of this kind stand in the order of their making, which tells what they are. Default false. */
  readonly isOrdered?: boolean;
  /** Whether a folder of this kind can be linked to from a configuration, or is a configuration. */
  readonly role?: 'function' | 'configuration';
}

/** Attributes whose values a driver copies when its function is linked, and answers EBUSY for from then on. */
export function copiedAtLink(attributes: readonly Attribute[]): readonly Attribute[] {
  return attributes.map((each) => ({ takesEffect: 'link', frozenBy: 'link', ...each }));
}

const byName = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>();

/** The attribute of that name in a folder. */
export function findAttribute(kind: FolderKind, name: string): Attribute | undefined {
  let map = byName.get(kind.attributes);
  if (!map) byName.set(kind.attributes, (map = new Map(kind.attributes.map((each) => [each.name, each]))));
  return map.get(name);
}

function valueAt(source: unknown, path: string): unknown {
  const dot = path.indexOf('.');
  const key = dot < 0 ? path : path.slice(0, dot);
  const value = (source as Readonly<Record<string, unknown>> | undefined)?.[key];
  return dot < 0 ? value : valueAt(value, path.slice(dot + 1));
}

/** The value that a definition sets an attribute to; undefined if it does not. */
export function statedValue({ from }: Attribute, source: object): unknown {
  return typeof from === 'string' ? valueAt(source, from) : from?.(source as never);
}

/** The value of an attribute for a definition, whether that sets it or not; undefined for the kernel's default. */
export function sourceValue(attribute: Attribute, source: object): unknown {
  return statedValue(attribute, source) ?? attribute.otherwise?.(source as never);
}

const firstOfAll: Omit<Creation, 'kernel'> = { index: 0, random: () => 0 };

/** What an attribute gives in a fresh folder; unless more is said, in the first of its pool and with no luck. */
export function initialText(
  { initial }: Attribute,
  creation: Pick<Creation, 'kernel'> & Partial<Creation>,
): string {
  return typeof initial === 'string' ? initial : initial({ ...firstOfAll, ...creation });
}
