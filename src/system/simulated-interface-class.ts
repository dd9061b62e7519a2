import { isRefusal, refuse } from '../attributes/errno.js';
import { ShownFileSystem, type Outcome } from './simulated-file-system.js';
import type { SimulatedNumbers } from './simulated-numbers.js';
import type { FileFacts, FolderItem } from './system.js';

/** IFF_BROADCAST and IFF_MULTICAST: an interface that is down (include/uapi/linux/if.h). */
const files: Readonly<Record<string, string>> = { flags: '0x1002\n', address: '02:00:00:00:00:01\n' };

/** /sys/class/net of a simulated machine. Interfaces have names there, and never come up: no program changes them. */
export class SimulatedInterfaceClass extends ShownFileSystem {
  readonly #numbers: SimulatedNumbers;

  constructor(numbers: SimulatedNumbers) {
    super();
    this.#numbers = numbers;
  }

  read(path: readonly string[]): Outcome<Uint8Array> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    return facts.type === 'file' ? new TextEncoder().encode(files[path[1]!]) : refuse('EISDIR');
  }

  list(path: readonly string[]): Outcome<readonly FolderItem[]> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    if (!path.length) return this.#numbers.interfaces.map((name) => ({ name, type: 'link' }));
    return facts.type === 'file'
      ? refuse('ENOTDIR')
      : Object.keys(files).map((name) => ({ name, type: 'file' }));
  }

  stat([name, file, ...rest]: readonly string[]): Outcome<FileFacts> {
    if (name === undefined) return { type: 'folder', size: 0, uid: 0 };
    if (!this.#numbers.interfaces.includes(name) || rest.length) return refuse('ENOENT');
    if (file === undefined) return { type: 'folder', size: 0, uid: 0 };
    return file in files ? { type: 'file', size: 4096, uid: 0 } : refuse('ENOENT');
  }
}
