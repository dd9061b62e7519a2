import { isRefusal, refuse } from '../attributes/errno.js';
import { ShownFileSystem, type Outcome } from './simulated-file-system.js';
import type { SimulatedFolder } from './simulated-folder.js';
import type { FileFacts, FolderItem } from './system.js';

const folder: FileFacts = { type: 'folder', size: 0, uid: 0 };

/** The mounted files of a function that a program serves (drivers/usb/gadget/function/f_fs.c). */
export class SimulatedFunctionFs extends ShownFileSystem {
  /** The function. */
  readonly of: SimulatedFolder;

  constructor(of: SimulatedFolder) {
    super();
    this.of = of;
  }

  get #names(): string[] {
    const endpoints = this.of.served?.flatMap((each) => each.endpoints) ?? [];
    return Array.from({ length: 1 + endpoints.length }, (_, number) => `ep${number}`);
  }

  read(path: readonly string[]): Outcome<Uint8Array> {
    const facts = this.stat(path);
    // Nobody but the program that serves it has anything to read there.
    return isRefusal(facts) ? facts : refuse(facts.type === 'folder' ? 'EISDIR' : 'EBUSY');
  }

  list(path: readonly string[]): Outcome<readonly FolderItem[]> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    return facts.type === 'folder' ? this.#names.map((name) => ({ name, type: 'file' })) : refuse('ENOTDIR');
  }

  stat([name, ...rest]: readonly string[]): Outcome<FileFacts> {
    if (name === undefined) return folder;
    return this.#names.includes(name) && !rest.length ? { type: 'file', size: 0, uid: 0 } : refuse('ENOENT');
  }
}
