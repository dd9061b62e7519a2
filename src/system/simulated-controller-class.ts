import { isRefusal, refuse } from '../attributes/errno.js';
import { controllerFiles, type SimulatedController } from './simulated-controller.js';
import { ShownFileSystem, type Outcome } from './simulated-file-system.js';
import type { FileFacts, FolderItem } from './system.js';

/** /sys/class/udc of a simulated machine. */
export class SimulatedControllerClass extends ShownFileSystem {
  readonly #controllers: readonly SimulatedController[];

  constructor(controllers: readonly SimulatedController[]) {
    super();
    this.#controllers = controllers;
  }

  read(path: readonly string[]): Outcome<Uint8Array> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    return facts.type === 'file' ? new TextEncoder().encode(this.#files(path)?.[path[1]!]) : refuse('EISDIR');
  }

  list(path: readonly string[]): Outcome<readonly FolderItem[]> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    if (facts.type === 'file') return refuse('ENOTDIR');
    if (!path.length) return this.#controllers.map(({ name }) => ({ name, type: 'link' }));
    return Object.keys(this.#files(path)!).map((name) => ({ name, type: 'file' }));
  }

  stat(path: readonly string[]): Outcome<FileFacts> {
    if (!path.length) return { type: 'folder', size: 0, uid: 0 };
    const files = this.#files(path);
    if (!files || path.length > 2) return refuse('ENOENT');
    if (path.length === 1) return { type: 'folder', size: 0, uid: 0 };
    const [, file = ''] = path;
    return file in files ? { type: 'file', size: 4096, uid: 0 } : refuse('ENOENT');
  }

  #files([name]: readonly string[]): Readonly<Record<string, string>> | undefined {
    const controller = this.#controllers.find((each) => each.name === name);
    return controller && controllerFiles(controller);
  }
}
