import type { Attribute, FolderKind } from '../../attributes/attribute.js';
import { childFolder, isDefaultGroup } from '../../attributes/child-folder.js';
import { kernelVersion, type KernelVersion } from '../../attributes/kernel-version.js';
import { attributeIn, gadgetFolder, isUnknownAttribute } from '../../configfs/folders.js';
import {
  emptyTree,
  type AttributeEntry,
  type Entry,
  type Mount,
  type Tree,
  usualReadySeconds,
} from '../../configfs/tree.js';
import type { Owner } from '../../gadget/definition.js';
import type { FolderItem, System } from '../../system/system.js';
import { toHex } from '../../usb/bytes.js';
import { functionFsMounts } from '../machine/mount-table.js';
import { gadgetsFolder, type ConfigfsOptions } from '../machine/locations.js';
import { unless, unreadable, wordOf } from '../machine/system-errors.js';

/** How to read a gadget. */
export interface ReadTreeOptions extends ConfigfsOptions {
  /** The owners that files are to have: those that have them already are told in {@link Tree.owners}. Default: nobody is looked for. */
  readonly owners?: ReadonlyMap<string, Owner>;
}

/** Others may be taking a gadget apart while it is read. */
const gone = ['ENOENT'];

const unknownFolder: FolderKind = { attributes: [], opaque: true };

const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of an attribute; bytes that are no text make one that nothing is known of a binary one. */
function attributeEntry(attribute: Attribute, bytes: Uint8Array): AttributeEntry {
  if (attribute.binary) return { type: 'attribute', attribute, text: toHex(bytes) };
  try {
    return { type: 'attribute', attribute, text: strictly.decode(bytes) };
  } catch {
    return { type: 'attribute', attribute: { ...attribute, binary: true }, text: toHex(bytes) };
  }
}

/** The path of a link's target below `usb_gadget`. The kernel gives `../../../../usb_gadget/g1/functions/hid.usb0`. */
function targetBelow(link: string): string {
  const base = 'usb_gadget/';
  const at = link.indexOf(base);
  return at < 0 ? link : link.slice(at + base.length);
}

class Reading {
  readonly entries = new Map<string, Entry>();
  readonly #system: System;
  readonly #folder: string;
  readonly #kernel: KernelVersion;
  #newestFirst = false;

  constructor(system: System, folder: string, kernel: KernelVersion) {
    this.#system = system;
    this.#folder = folder;
    this.#kernel = kernel;
  }

  /** The kernel makes `functions` before `configs`; whether it lists new things first is seen by them (fs/configfs/dir.c, configfs_new_dirent). */
  async gadget(name: string, items: readonly FolderItem[]): Promise<void> {
    const place = (group: string): number => items.findIndex((each) => each.name === group);
    this.#newestFirst = place('configs') < place('functions');
    this.entries.set(name, { type: 'folder', kind: gadgetFolder });
    const besidesUdc = items.filter((each) => each.name !== 'UDC');
    await this.#contents(name, gadgetFolder, besidesUdc);
  }

  async #contents(path: string, kind: FolderKind, listed: readonly FolderItem[]): Promise<void> {
    const items = this.#newestFirst ? [...listed].reverse() : listed;
    const named = (type: FolderItem['type']): string[] =>
      items.flatMap((each) => (each.type === type ? [each.name] : []));
    const rank = new Map(kind.attributes.map((each, index) => [each.name, index]));
    const last = rank.size;
    const files = named('file').sort((left, right) => (rank.get(left) ?? last) - (rank.get(right) ?? last));
    for (const name of files) await this.#attribute(`${path}/${name}`, attributeIn(kind, name));
    for (const name of named('folder')) await this.#child(`${path}/${name}`, kind, name);
    for (const name of named('link')) {
      const link = await unless(gone, this.#system.readlink(`${this.#folder}/${path}/${name}`));
      if (link !== undefined)
        this.entries.set(`${path}/${name}`, { type: 'link', target: targetBelow(link) });
    }
  }

  /** One that cannot be read, for good (write-only) or just now, is left out: nothing that is done depends on it. */
  async #attribute(path: string, known: Attribute): Promise<void> {
    if (known.access === 'write-only') return;
    const bytes = await unless(unreadable, this.#system.read(`${this.#folder}/${path}`));
    if (!bytes) return;
    const attribute = isUnknownAttribute(known) ? await this.#withAccess(path, known) : known;
    this.entries.set(path, attributeEntry(attribute, bytes));
  }

  /** Of what no table knows, the permissions tell whether it can be written. */
  async #withAccess(path: string, attribute: Attribute): Promise<Attribute> {
    const facts = await unless(unreadable, this.#system.stat(`${this.#folder}/${path}`));
    const isReadOnly = facts?.mode !== undefined && (facts.mode & 0o222) === 0;
    return isReadOnly ? { ...attribute, access: 'read-only' } : attribute;
  }

  /** What is there is there, even if a table says that this kernel has it not. */
  async #child(path: string, parent: FolderKind, name: string): Promise<void> {
    const items = await unless(gone, this.#system.list(`${this.#folder}/${path}`));
    if (!items) return;
    const kind = childFolder(parent, name, this.#kernel) ?? unknownFolder;
    if (!isDefaultGroup(parent, name)) this.entries.set(path, { type: 'folder', kind });
    await this.#contents(path, kind, items);
  }
}

/** Those of the wanted owners that files have already, and those that cannot be had and need not be. */
async function ownersOf(
  system: System,
  folder: string,
  wanted: ReadonlyMap<string, Owner>,
): Promise<Map<string, Owner>> {
  const owners = new Map<string, Owner>();
  const ids = new Map<string, number | undefined>();
  for (const [path, owner] of wanted) {
    const { user, optional } = owner;
    if (!ids.has(user)) ids.set(user, await system.userId(user));
    const id = ids.get(user);
    const facts = await unless(['ENOENT'], system.stat(`${folder}/${path}`));
    if (facts && (id === undefined ? optional : facts.uid === id)) owners.set(path, owner);
  }
  return owners;
}

/** Where the functions of a gadget that programs serve are mounted. */
async function mountsOf(system: System, entries: ReadonlyMap<string, Entry>): Promise<Map<string, Mount>> {
  const mounts = new Map<string, Mount>();
  const paths = [...entries.keys()].filter((path) => /^[^/]+\/functions\/ffs\.[^/]*$/.test(path));
  if (!paths.length) return mounts;
  for (const { source, point } of await functionFsMounts(system)) {
    const path = paths.find((each) => each.endsWith(`/functions/ffs.${source}`));
    if (path !== undefined && !mounts.has(path))
      mounts.set(path, { point, options: '', readySeconds: usualReadySeconds });
  }
  return mounts;
}

/**
 * Reads a gadget from configfs, whoever made it: everything in the order of its making, which the directory stream tells, and
 * texts as the kernel gives them. A gadget that is not there is an empty tree.
 */
export async function readTree(system: System, name: string, options: ReadTreeOptions = {}): Promise<Tree> {
  const folder = gadgetsFolder(options);
  const items = await unless(gone, system.list(`${folder}/${name}`));
  if (!items) return emptyTree(name);
  const reading = new Reading(system, folder, kernelVersion(await system.kernelRelease()));
  await reading.gadget(name, items);
  const udc = wordOf(await unless(gone, system.read(`${folder}/${name}/UDC`)));
  const { entries } = reading;
  const mounts = await mountsOf(system, entries);
  return {
    gadget: name,
    entries,
    udc,
    ...(mounts.size && { mounts }),
    ...(options.owners && { owners: await ownersOf(system, folder, options.owners) }),
  };
}
