import { isRefusal, refuse } from '../attributes/errno.js';
import { controllerFiles, type SimulatedController } from './simulated-controller.js';
import type { SimulatedFiles } from './simulated-files.js';
import { ShownFileSystem, type Outcome } from './simulated-file-system.js';
import type { FileFacts, FolderItem } from './system.js';

/** /sys/class/udc of a simulated machine. */
export class SimulatedControllerClass extends ShownFileSystem {
  readonly #controllers: readonly SimulatedController[];
  readonly #others: SimulatedFiles;

  /** @param others - has what is below the device of each controller. */
  constructor(controllers: readonly SimulatedController[], others: SimulatedFiles) {
    super();
    this.#controllers = controllers;
    this.#others = others;
  }

  /** `NAME/device` leads out of this class. */
  #device([name, within, ...rest]: readonly string[]): readonly string[] | undefined {
    const isKnown = within === 'device' && this.#controllers.some((each) => each.name === name);
    return isKnown ? ['sys', 'devices', name!, ...rest] : undefined;
  }

  read(path: readonly string[]): Outcome<Uint8Array> {
    const device = this.#device(path);
    if (device) return this.#others.read(device);
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    return facts.type === 'file' ? new TextEncoder().encode(this.#files(path)?.[path[1]!]) : refuse('EISDIR');
  }

  list(path: readonly string[]): Outcome<readonly FolderItem[]> {
    const device = this.#device(path);
    if (device) return this.#others.list(device);
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    if (facts.type === 'file') return refuse('ENOTDIR');
    if (!path.length) return this.#controllers.map(({ name }) => ({ name, type: 'link' }));
    return Object.keys(this.#files(path)!).map((name) => ({ name, type: 'file' }));
  }

  stat(path: readonly string[]): Outcome<FileFacts> {
    const device = this.#device(path);
    if (device) return this.#others.stat(device);
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
