import { join } from 'node:path';
import type { FolderKind } from '../../src/attributes/attribute.js';
import type { KernelVersion } from '../../src/attributes/kernel-version.js';
import { childFolder, isDefaultGroup } from '../../src/attributes/child-folder.js';
import { usbGadgetFolder } from '../../src/configfs/folders.js';
import type { SimulatedKernel } from '../../src/system/simulated-kernel.js';
import { configfs } from './configfs-driver.js';

/** One thing in a simulated configfs. */
export interface Sight {
  /** Below usb_gadget; empty for that folder itself. */
  readonly path: string;
  readonly type: 'folder' | 'file' | 'link' | 'other';
  /** Of a folder; of what it is in, for an attribute or a link. */
  readonly kind: FolderKind;
  /** A folder that came with the one it is in. */
  readonly isDefault: boolean;
}

const root: Sight = { path: '', type: 'folder', kind: usbGadgetFolder, isDefault: true };

/** A folder and all that is in it, folders before what is in them. */
async function look(system: SimulatedKernel, kernel: KernelVersion, folder: Sight): Promise<Sight[]> {
  const seen = [folder];
  for (const { name, type } of await system.list(join(configfs, folder.path))) {
    const path = join(folder.path, name);
    const kind = type === 'folder' ? childFolder(folder.kind, name, kernel) : undefined;
    if (kind) {
      const isDefault = isDefaultGroup(folder.kind, name);
      seen.push(...(await look(system, kernel, { path, type: 'folder', kind, isDefault })));
    } else seen.push({ path, type, kind: folder.kind, isDefault: false });
  }
  return seen;
}

/** All that there is in a simulated configfs: looked at where something is made, since a look at everything takes longer than most calls. */
export class Sights {
  readonly #system: SimulatedKernel;
  readonly #kernel: KernelVersion;
  readonly #byPath = new Map<string, Sight>([['', root]]);
  #all: readonly Sight[] | undefined;
  readonly #byType = new Map<Sight['type'], readonly Sight[]>();

  constructor(system: SimulatedKernel, kernel: KernelVersion) {
    this.#system = system;
    this.#kernel = kernel;
  }

  /** Everything, folders before what is in them; the folder of all gadgets first. */
  get all(): readonly Sight[] {
    return (this.#all ??= [...this.#byPath.values()]);
  }

  /** All of one type. */
  of(type: Sight['type']): readonly Sight[] {
    let found = this.#byType.get(type);
    if (!found) this.#byType.set(type, (found = this.all.filter((each) => each.type === type)));
    return found;
  }

  /** What is at a path. */
  at(path: string): Sight | undefined {
    return this.#byPath.get(path);
  }

  /** Something was made. */
  async add(path: string, type: 'folder' | 'link'): Promise<void> {
    const slash = path.lastIndexOf('/');
    const parent = this.at(slash < 0 ? '' : path.slice(0, slash));
    if (!parent) throw new Error(`nothing is known of what ${path} is in`);
    const kind =
      type === 'folder' ? childFolder(parent.kind, path.slice(slash + 1), this.#kernel) : parent.kind;
    const sight: Sight = { path, type, kind: kind ?? parent.kind, isDefault: false };
    const isKnown = type === 'folder' && kind !== undefined;
    for (const each of isKnown ? await look(this.#system, this.#kernel, sight) : [sight])
      this.#byPath.set(each.path, each);
    this.#forget();
  }

  /** Something was removed. */
  remove(path: string): void {
    for (const each of this.#byPath.keys())
      if (each === path || each.startsWith(`${path}/`)) this.#byPath.delete(each);
    this.#forget();
  }

  #forget(): void {
    this.#all = undefined;
    this.#byType.clear();
  }
}
