import { initialText, type Attribute, type FolderKind } from '../attributes/attribute.js';
import { isRefusal, refuse, type Refusal } from '../attributes/errno.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { gadgetFolder, childFolder, unknownAttribute, usbGadgetFolder } from '../configfs/folders.js';
import { functionDrivers } from '../functions/drivers.js';
import { lunFolder } from '../functions/lun.js';
import { udcAttribute } from '../gadget/gadget-attributes.js';
import { fromHex, utf8Length } from '../usb/bytes.js';
import type { SimulatedBinding } from './simulated-binding.js';
import type { SimulatedDrives } from './simulated-drives.js';
import { SimulatedFolder, type SimulatedAttribute, type SimulatedEntry } from './simulated-folder.js';
import { linkRefusal } from './simulated-links.js';
import type { SimulatedNumbers } from './simulated-numbers.js';
import { storeAttribute, writtenText } from './simulated-store.js';
import type { FolderItem } from './system.js';

/** What the simulated configfs is made of and works on. */
export interface SimulatedParts {
  readonly kernel: KernelVersion;
  readonly numbers: SimulatedNumbers;
  readonly binding: SimulatedBinding;
  readonly drives: SimulatedDrives;
  /** Attributes of vendor kernels that are there. */
  readonly vendorAttributes: ReadonlySet<string>;
  random(): number;
}

/** A folder, and a name in it where something is or may be. */
interface Place {
  readonly folder: SimulatedFolder;
  readonly name: string;
}

/** NAME_MAX (include/uapi/linux/limits.h). */
const longestSegment = 255;

/** The first kernel that lists what is oldest first (fs/configfs/dir.c, configfs_new_dirent). */
const oldestFirstSince = since('6.13');

/** The tree `usb_gadget` of a simulated kernel. Paths are lists of names below it. */
export class SimulatedConfigfs {
  readonly root: SimulatedFolder = new SimulatedFolder('usb_gadget', usbGadgetFolder);
  readonly #parts: SimulatedParts;

  constructor(parts: SimulatedParts) {
    this.#parts = parts;
  }

  /** What is at a path. A link at its end is followed if `follow`. */
  find(path: readonly string[], follow = true): SimulatedEntry | Refusal {
    let entry: SimulatedEntry = this.root;
    for (const [index, name] of path.entries()) {
      const folder: SimulatedEntry = entry.type === 'link' ? entry.target : entry;
      if (folder.type !== 'folder') return refuse('ENOTDIR');
      if (utf8Length(name) > longestSegment) return refuse('ENAMETOOLONG');
      const found = folder.entries.get(name) ?? this.#assumed(folder, name, index < path.length - 1);
      if (!found) return refuse('ENOENT');
      entry = found;
    }
    return follow && entry.type === 'link' ? entry.target : entry;
  }

  /** Makes a folder and what comes with it. */
  mkdir(path: readonly string[]): Refusal | undefined {
    const place = this.#newPlace(path);
    if (isRefusal(place)) return place;
    const { folder, name } = place;
    const { kernel, numbers } = this.#parts;
    const kind = folder.kind.makes
      ? folder.kind.makes(name, folder.made.map((each) => each.name), kernel)
      : (childFolder(folder.kind, name, kernel) ?? refuse('EPERM'));
    if (isRefusal(kind)) return kind;
    if (folder.kind.makesFrozenBy && folder.function?.holders) return refuse('EBUSY');
    const made = new SimulatedFolder(name, kind, folder);
    const pool = kind.role === 'function' ? functionDrivers.get(name.slice(0, name.indexOf('.')))?.pool : undefined;
    const index = pool ? numbers.claim(pool, made) : 0;
    if (isRefusal(index)) return index;
    this.#fill(made, index);
    folder.entries.set(name, made);
    return undefined;
  }

  /** Removes a folder that holds nothing but what came with it. */
  rmdir(path: readonly string[]): Refusal | undefined {
    const folder = this.find(path, false);
    if (isRefusal(folder)) return folder;
    if (folder.type !== 'folder') return refuse('ENOTDIR');
    if (folder.isDefault || !folder.parent) return refuse('EPERM');
    const refusal = detachRefusal(folder);
    if (refusal) return refusal;
    // A drive that goes takes the gadget off the bus (f_mass_storage.c, fsg_lun_drop).
    if (folder.kind === lunFolder && folder.function?.holders) this.#parts.binding.unbind(folder.gadget);
    this.#parts.numbers.release(folder);
    folder.parent.entries.delete(folder.name);
    return undefined;
  }

  /** Makes a link. */
  symlink(path: readonly string[], target: SimulatedEntry | Refusal): Refusal | undefined {
    const place = this.#newPlace(path);
    if (isRefusal(place)) return place;
    const { folder, name } = place;
    if (!folder.kind.links && !folder.kind.opaque) return refuse('EPERM');
    if (isRefusal(target)) return target;
    if (target.type !== 'folder') return refuse('ENOTDIR');
    const isBound = this.#parts.binding.controllerOf(folder.gadget) !== undefined;
    const refusal = linkRefusal(folder, target, isBound, this.#parts.kernel);
    if (refusal) return refusal;
    folder.entries.set(name, { type: 'link', target });
    target.holders++;
    return undefined;
  }

  /** Removes a link; one of a configuration, or of `os_desc`, takes the gadget off the bus. */
  unlink(path: readonly string[]): Refusal | undefined {
    const entry = this.find(path, false);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'link') return refuse(entry.type === 'folder' ? 'EISDIR' : 'EPERM');
    const folder = this.find(path.slice(0, -1)) as SimulatedFolder;
    if (folder.kind.links) this.#parts.binding.unbind(folder.gadget);
    folder.entries.delete(path.at(-1)!);
    entry.target.holders--;
    return undefined;
  }

  /** What an attribute gives. */
  read(path: readonly string[]): Uint8Array | Refusal {
    const entry = this.find(path);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'file') return refuse('EISDIR');
    if (entry.attribute.access === 'write-only') return refuse('EACCES');
    return entry.attribute.binary ? fromHex(entry.text) : new TextEncoder().encode(entry.text);
  }

  /** Writes an attribute, in one call. */
  write(path: readonly string[], value: Uint8Array): Refusal | undefined {
    const found = this.find(path);
    const entry = isRefusal(found) ? this.#assumedAttribute(path) : found;
    if (!entry) return found as Refusal;
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'file') return refuse('EISDIR');
    const written = writtenText(entry.attribute, value, this.#parts.kernel);
    if (typeof written !== 'string') return written;
    return storeAttribute(this.#parts, this.find(path.slice(0, -1)) as SimulatedFolder, entry, written);
  }

  /** The text that the kernel makes for a link: up to the mount, and down again. */
  readlink(path: readonly string[]): string | Refusal {
    const entry = this.find(path, false);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'link') return refuse('EINVAL');
    return '../'.repeat(path.length) + ['usb_gadget', ...entry.target.path].join('/');
  }

  /** What is in a folder, in the order in which the kernel lists it. */
  list(path: readonly string[]): FolderItem[] | Refusal {
    const entry = this.find(path);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'folder') return refuse('ENOTDIR');
    const items = [...entry.entries].map(([name, { type }]): FolderItem => ({ name, type }));
    return this.#parts.kernel >= oldestFirstSince ? items : items.reverse();
  }

  #newPlace(path: readonly string[]): Place | Refusal {
    const name = path.at(-1);
    if (name === undefined) return refuse('EEXIST');
    const folder = this.find(path.slice(0, -1));
    if (isRefusal(folder)) return folder;
    if (folder.type !== 'folder') return refuse('ENOTDIR');
    if (utf8Length(name) > longestSegment) return refuse('ENAMETOOLONG');
    return folder.entries.has(name) ? refuse('EEXIST') : { folder, name };
  }

  #has({ since: first, vendor, name }: Attribute): boolean {
    return vendor ? this.#parts.vendorAttributes.has(name) : (first ?? 0) <= this.#parts.kernel;
  }

  #fill(folder: SimulatedFolder, index: number): void {
    const { kernel, random } = this.#parts;
    const attributes = folder.kind === gadgetFolder ? [...folder.kind.attributes, udcAttribute] : folder.kind.attributes;
    for (const attribute of attributes)
      if (this.#has(attribute)) {
        const text = initialText(attribute, { kernel, index, random });
        folder.entries.set(attribute.name, { type: 'file', attribute, text, uid: 0 });
      }
    for (const [name, kind] of Object.entries<FolderKind>(folder.kind.folders ?? {}))
      if ((kind.since ?? 0) <= kernel) {
        const child = new SimulatedFolder(name, kind, folder, true);
        this.#fill(child, index);
        folder.entries.set(name, child);
      }
  }

  /** In a folder of which nothing is known, a folder that a path goes through is taken to come with it. */
  #assumed(folder: SimulatedFolder, name: string, isOnTheWay: boolean): SimulatedFolder | undefined {
    const kind = isOnTheWay && folder.kind.opaque ? childFolder(folder.kind, name, this.#parts.kernel) : undefined;
    if (!kind) return undefined;
    const child = new SimulatedFolder(name, kind, folder, true);
    folder.entries.set(name, child);
    return child;
  }

  /** In a folder of which nothing is known, a file that is written is taken to be there. */
  #assumedAttribute(path: readonly string[]): SimulatedAttribute | undefined {
    const folder = this.find(path.slice(0, -1));
    const name = path.at(-1);
    if (isRefusal(folder) || folder.type !== 'folder' || !folder.kind.opaque || !name) return undefined;
    const entry: SimulatedAttribute = { type: 'file', attribute: unknownAttribute(name), text: '', uid: 0 };
    folder.entries.set(name, entry);
    return entry;
  }
}

/** Why a folder cannot go: something leads to it, or is in it (fs/configfs/dir.c, configfs_detach_prep). */
function detachRefusal(folder: SimulatedFolder): Refusal | undefined {
  if (folder.holders) return refuse('EBUSY');
  for (const entry of folder.entries.values()) {
    if (entry.type === 'file') continue;
    if (entry.type === 'link' || !entry.isDefault) return refuse('ENOTEMPTY');
    const refusal = detachRefusal(entry);
    if (refusal) return refusal;
  }
  return undefined;
}
