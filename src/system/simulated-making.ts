import { initialText, type Attribute, type FolderKind } from '../attributes/attribute.js';
import { refuse, type Refusal } from '../attributes/errno.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { gadgetFolder } from '../configfs/folders.js';
import { customStringId, udcAttribute } from '../gadget/gadget-attributes.js';
import { SimulatedFolder, type SimulatedEntry } from './simulated-folder.js';

/** What new folders depend on. */
export interface SimulatedOrigin {
  readonly kernel: KernelVersion;
  /** Attributes of vendor kernels that are there. */
  readonly vendorAttributes: ReadonlySet<string>;
  random(): number;
}

const attributesOf = (kind: FolderKind): readonly Attribute[] =>
  kind === gadgetFolder ? [...kind.attributes, udcAttribute] : kind.attributes;

/** Puts into a new folder what comes with it. */
export function fillFolder(folder: SimulatedFolder, origin: SimulatedOrigin): void {
  const { kernel, vendorAttributes, random } = origin;
  const { index } = folder;
  const isThere = ({ name, since = 0, until = Infinity, vendor }: Attribute): boolean =>
    vendor ? vendorAttributes.has(name) : since <= kernel && kernel < until;
  for (const attribute of attributesOf(folder.kind).filter(isThere)) {
    const text = initialText(attribute, { kernel, index, random });
    folder.entries.set(attribute.name, { type: 'file', attribute, text, uid: 0 });
  }
  for (const [name, kind] of Object.entries<FolderKind>(folder.kind.folders ?? {})) {
    if ((kind.since ?? 0) > kernel) continue;
    const child = new SimulatedFolder(name, kind, folder, true);
    fillFolder(child, origin);
    folder.entries.set(name, child);
  }
}

/** Strings of a language have ids without gaps (drivers/usb/gadget/configfs.c, gadget_language_string_drop). */
export function renumberStrings(language: SimulatedFolder): void {
  for (const [index, each] of language.made.entries()) {
    each.index = index;
    each.setText('id', customStringId(index));
  }
}

/** The first kernel that lists what is oldest first (fs/configfs/dir.c, configfs_new_dirent). */
const oldestFirstSince = since(6, 13);

/** What is in a folder, in the order in which the kernel goes through it. */
export function asListed(folder: SimulatedFolder, kernel: KernelVersion): [string, SimulatedEntry][] {
  const entries = [...folder.entries];
  return kernel >= oldestFirstSince ? entries : entries.reverse();
}

/** Why a folder cannot go: the first thing that leads to it or is in it (fs/configfs/dir.c, configfs_detach_prep). */
export function detachRefusal(folder: SimulatedFolder, kernel: KernelVersion): Refusal | undefined {
  if (folder.holders) return refuse('EBUSY');
  for (const [, entry] of asListed(folder, kernel)) {
    if (entry.type === 'file') continue;
    if (entry.type === 'link' || !entry.isDefault) return refuse('ENOTEMPTY');
    const refusal = detachRefusal(entry, kernel);
    if (refusal) return refusal;
  }
  return undefined;
}
