import type { Attribute } from '../attributes/attribute.js';
import { isRefusal, refuse } from '../attributes/errno.js';
import { childFolder } from '../attributes/child-folder.js';
import { customString, unknownAttribute, usbGadgetFolder } from '../configfs/folders.js';
import { functionDrivers } from '../functions/drivers.js';
import { functionNamed } from '../functions/function-name.js';
import { lunFolder } from '../functions/lun.js';
import { fromHex, toUtf8, utf8Length } from '../usb/bytes.js';
import { isUnnumbered } from './simulated-camera.js';
import type { Outcome, SimulatedFileSystem } from './simulated-file-system.js';
import { longestSegment } from './simulated-files.js';
import { SimulatedFolder, type SimulatedAttribute, type SimulatedEntry } from './simulated-folder.js';
import { linkRefusal } from './simulated-links.js';
import { asListed, detachRefusal, fillFolder, renumberStrings } from './simulated-making.js';
import { firstFree } from './simulated-numbers.js';
import type { SimulatedParts } from './simulated-parts.js';
import { storeAttribute, writtenText } from './simulated-store.js';
import type { FileFacts, FolderItem } from './system.js';

/** A folder, and a name in it where something is or may be. */
interface Place {
  readonly folder: SimulatedFolder;
  readonly name: string;
}

/** The permissions of an attribute's file. */
const modeOf = ({ access }: Attribute): number =>
  access === undefined ? 0o644 : access === 'read-only' ? 0o444 : 0o200;

/** The tree `usb_gadget` of a simulated kernel. */
export class SimulatedConfigfs implements SimulatedFileSystem {
  readonly root: SimulatedFolder = new SimulatedFolder('usb_gadget', usbGadgetFolder);
  readonly #parts: SimulatedParts;

  constructor(parts: SimulatedParts) {
    this.#parts = parts;
  }

  /** What is at a path, links followed. */
  find(path: readonly string[]): Outcome<SimulatedFolder | SimulatedAttribute> {
    const entry = this.#findEntry(path);
    return !isRefusal(entry) && entry.type === 'link' ? entry.target : entry;
  }

  /** The functions of that name, in all gadgets. */
  functions(name: string): SimulatedFolder[] {
    return this.root.made.flatMap((gadget) => gadget.child('functions')?.child(name) ?? []);
  }

  /** Makes a folder and what comes with it. */
  mkdir(path: readonly string[]): Outcome<undefined> {
    const place = this.#newPlace(path);
    if (isRefusal(place)) return place;
    const { folder, name } = place;
    const { kernel, numbers, binding, cameras } = this.#parts;
    const kind = folder.kind.makes
      ? folder.kind.makes(
          name,
          folder.made.map((each) => each.name),
          kernel,
        )
      : (childFolder(folder.kind, name, kernel) ?? refuse('EPERM'));
    if (isRefusal(kind)) return kind;
    if (folder.kind.makesFrozenBy && folder.function?.holders) return refuse('EBUSY');
    const made = new SimulatedFolder(name, kind, folder);
    const driver = kind.role === 'function' ? functionDrivers()[functionNamed(name).driver] : undefined;
    if (driver?.servedByProgram && this.functions(name).length) return refuse('EBUSY');
    const pool = driver?.pool;
    const index = pool
      ? numbers.claim(pool, made)
      : firstFree((each) => folder.made.some((one) => one.index === each));
    if (isRefusal(index)) return index;
    made.index = index;
    fillFolder(made, this.#parts);
    binding.recall(made);
    folder.entries.set(name, made);
    cameras.made(made);
    return undefined;
  }

  /** What the program declares that serves a function; one that ends takes the gadget off the bus (f_fs.c, ffs_data_reset). */
  serve(folder: SimulatedFolder, interfaces: SimulatedFolder['served']): void {
    folder.served = interfaces;
    folder.setText('ready', interfaces ? '1\n' : '0\n');
    if (!interfaces) this.#parts.binding.unbind(folder.gadget);
  }

  /** Removes a folder that holds nothing but what came with it. */
  rmdir(path: readonly string[]): Outcome<undefined> {
    const folder = this.#findEntry(path);
    if (isRefusal(folder)) return folder;
    if (folder.type !== 'folder') return refuse('ENOTDIR');
    if (folder.isDefault || !folder.parent) return refuse('EPERM');
    const refusal = detachRefusal(folder, this.#parts.kernel);
    if (refusal) return refusal;
    // A drive that goes takes the gadget off the bus (f_mass_storage.c, fsg_lun_drop).
    if (folder.kind === lunFolder() && folder.function?.holders) this.#parts.binding.unbind(folder.gadget);
    this.#parts.numbers.release(folder);
    folder.parent.entries.delete(folder.name);
    if (folder.kind === customString) renumberStrings(folder.parent);
    return undefined;
  }

  /** Makes a link. */
  symlink(targetPath: Outcome<readonly string[]>, path: readonly string[]): Outcome<undefined> {
    const place = this.#newPlace(path);
    if (isRefusal(place)) return place;
    const { folder, name } = place;
    const { kernel, binding, cameras } = this.#parts;
    const takesLinks = folder.kind.links && (folder.kind.linksSince ?? 0) <= kernel;
    if (!takesLinks && !folder.kind.opaque) return refuse('EPERM');
    const target = isRefusal(targetPath) ? targetPath : this.find(targetPath);
    if (isRefusal(target)) return target;
    if (target.type !== 'folder') return refuse('ENOTDIR');
    const isBound = binding.controllerOf(folder.gadget) !== undefined;
    const waiting = binding.waitingIn(folder);
    const refusal = folder.function
      ? cameras.refusal(folder, target)
      : linkRefusal({ holder: folder, target, isBound, waiting, kernel });
    if (refusal) return refusal;
    folder.entries.set(name, { type: 'link', target });
    target.holders++;
    target.wasHeld = true;
    cameras.linked(folder, target);
    return undefined;
  }

  /** Removes a link; one of a configuration, or of `os_desc`, takes the gadget off the bus. */
  unlink(path: readonly string[]): Outcome<undefined> {
    const entry = this.#findEntry(path);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'link') return refuse(entry.type === 'folder' ? 'EISDIR' : 'EPERM');
    const folder = this.find(path.slice(0, -1)) as SimulatedFolder;
    if (folder.kind.links && !folder.function) this.#parts.binding.unbind(folder.gadget);
    folder.entries.delete(path.at(-1)!);
    entry.target.holders--;
    this.#parts.cameras.unlinked(folder, entry.target);
    return undefined;
  }

  /** What an attribute gives. */
  read(path: readonly string[]): Outcome<Uint8Array> {
    const entry = this.find(path);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'file') return refuse('EISDIR');
    if (entry.attribute.access === 'write-only') return refuse('EACCES');
    if (isUnnumbered(entry.attribute, this.find(path.slice(0, -1)) as SimulatedFolder))
      return refuse('EBUSY');
    return entry.attribute.binary ? fromHex(entry.text) : toUtf8(entry.text);
  }

  /** Writes an attribute, in one call. */
  write(path: readonly string[], value: Uint8Array): Outcome<undefined> {
    const found = this.find(path);
    const entry = isRefusal(found) ? (this.#assumedAttribute(path) ?? found) : found;
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'file') return refuse('EISDIR');
    const written = writtenText(entry.attribute, value, this.#parts.kernel);
    if (typeof written !== 'string') return written;
    return storeAttribute(this.#parts, this.find(path.slice(0, -1)) as SimulatedFolder, entry, written);
  }

  /** The text that the kernel makes for a link: up to the mount, and down again. */
  readlink(path: readonly string[]): Outcome<string> {
    const entry = this.#findEntry(path);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'link') return refuse('EINVAL');
    return '../'.repeat(path.length) + ['usb_gadget', ...entry.target.path].join('/');
  }

  /** What is in a folder, in the order in which the kernel lists it. */
  list(path: readonly string[]): Outcome<FolderItem[]> {
    const entry = this.find(path);
    if (isRefusal(entry)) return entry;
    if (entry.type !== 'folder') return refuse('ENOTDIR');
    return asListed(entry, this.#parts.kernel).map(([name, { type }]) => ({ name, type }));
  }

  /** What is at a path. */
  stat(path: readonly string[]): Outcome<FileFacts> {
    const entry = this.find(path);
    if (isRefusal(entry)) return entry;
    return entry.type === 'file'
      ? { type: 'file', size: 4096, uid: entry.uid, mode: modeOf(entry.attribute) }
      : { type: 'folder', size: 0, uid: entry.uid, mode: 0o755 };
  }

  /** Gives something to a user. */
  chown(path: readonly string[], uid: number): Outcome<undefined> {
    const entry = this.find(path);
    if (isRefusal(entry)) return entry;
    entry.uid = uid;
    return undefined;
  }

  /** What is at a path; a link at its end is not followed. */
  #findEntry(path: readonly string[]): Outcome<SimulatedEntry> {
    let entry: SimulatedEntry = this.root;
    for (const [index, name] of path.entries()) {
      const folder: SimulatedEntry = entry.type === 'link' ? entry.target : entry;
      if (folder.type !== 'folder') return refuse('ENOTDIR');
      if (utf8Length(name) > longestSegment) return refuse('ENAMETOOLONG');
      const found: SimulatedEntry | undefined =
        folder.entries.get(name) ?? this.#assumed(folder, name, index < path.length - 1);
      if (!found) return refuse('ENOENT');
      entry = found;
    }
    return entry;
  }

  #newPlace(path: readonly string[]): Outcome<Place> {
    const name = path.at(-1);
    if (name === undefined) return refuse('EEXIST');
    const folder = this.find(path.slice(0, -1));
    if (isRefusal(folder)) return folder;
    if (folder.type !== 'folder') return refuse('ENOTDIR');
    if (utf8Length(name) > longestSegment) return refuse('ENAMETOOLONG');
    return folder.entries.has(name) ? refuse('EEXIST') : { folder, name };
  }

  /** In a folder of which nothing is known, a folder that a path goes through is taken to come with it. */
  #assumed(folder: SimulatedFolder, name: string, isOnTheWay: boolean): SimulatedFolder | undefined {
    const kind =
      isOnTheWay && folder.kind.opaque ? childFolder(folder.kind, name, this.#parts.kernel) : undefined;
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
