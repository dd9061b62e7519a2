import type { FileFacts, FolderItem, ProgramResult, System, SystemError } from '../system/system.js';
import { wordOf } from '../live/machine/system-errors.js';
import { releaseFile, type Capture } from './capture.js';

const refusal = (code: string, path: string): SystemError =>
  Object.assign(new Error(`${code}: ${path} in what was kept of a machine`), { code, path });

const refuse = <Value>(code: string, path: string): Promise<Value> => Promise.reject(refusal(code, path));

/** What was kept of a machine, as one that can only be looked at: whatever would change it is refused with EROFS, and programs are not there. */
export class CapturedSystem implements System {
  readonly #capture: Capture;
  /** What is in each folder, in the order in which it was kept. */
  readonly #folders = new Map<string, Map<string, FolderItem['type']>>();

  /** @param capture - what was kept. */
  constructor(capture: Capture) {
    this.#capture = capture;
    for (const path of capture.files.keys()) this.#place(path, 'file');
    for (const path of capture.links.keys()) this.#place(path, 'link');
  }

  #place(path: string, type: FolderItem['type']): void {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return;
    const parent = path.slice(0, slash);
    const known = this.#folders.get(parent);
    if (known) known.set(path.slice(slash + 1), type);
    else {
      this.#folders.set(parent, new Map([[path.slice(slash + 1), type]]));
      this.#place(parent, 'folder');
    }
  }

  /** {@inheritDoc System.kernelRelease} */
  kernelRelease(): Promise<string> {
    return Promise.resolve(wordOf(this.#capture.files.get(releaseFile)));
  }

  /** {@inheritDoc System.read} */
  read(path: string): Promise<Uint8Array> {
    const bytes = this.#capture.files.get(path);
    return bytes ? Promise.resolve(bytes) : refuse('ENOENT', path);
  }

  /** {@inheritDoc System.list} */
  list(path: string): Promise<readonly FolderItem[]> {
    const items = this.#folders.get(path);
    return items
      ? Promise.resolve([...items].map(([name, type]) => ({ name, type })))
      : refuse('ENOENT', path);
  }

  /** {@inheritDoc System.readlink} */
  readlink(path: string): Promise<string> {
    const text = this.#capture.links.get(path);
    return text === undefined ? refuse('ENOENT', path) : Promise.resolve(text);
  }

  /** {@inheritDoc System.stat} */
  stat(path: string): Promise<FileFacts> {
    const bytes = this.#capture.files.get(path);
    if (!bytes && !this.#folders.has(path)) return refuse('ENOENT', path);
    return Promise.resolve({ type: bytes ? 'file' : 'folder', size: bytes?.length ?? 0, uid: 0 });
  }

  /** {@inheritDoc System.realPath} */
  realPath(path: string): Promise<string> {
    return this.stat(path).then(() => path);
  }

  /** {@inheritDoc System.userId} */
  userId(): Promise<number | undefined> {
    return Promise.resolve(undefined);
  }

  /** {@inheritDoc System.run} */
  run(program: string): Promise<ProgramResult> {
    return refuse('ENOENT', program);
  }

  /** {@inheritDoc System.receive} */
  receive(path: string): Promise<Uint8Array> {
    return refuse('ENODEV', path);
  }

  /** {@inheritDoc System.watch} */
  watch(path: string): Promise<Disposable> {
    return this.stat(path).then(() => ({ [Symbol.dispose]: () => undefined }));
  }

  /** {@inheritDoc System.waitUntil} */
  async waitUntil(predicate: () => Promise<boolean>): Promise<void> {
    if (!(await predicate())) throw refusal('ETIMEDOUT', '');
  }

  /** {@inheritDoc System.write} */
  readonly write: (path: string) => Promise<void> = (path) => refuse('EROFS', path);
  /** {@inheritDoc System.bind} */
  readonly bind: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.mkdir} */
  readonly mkdir: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.rmdir} */
  readonly rmdir: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.symlink} */
  readonly symlink: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.unlink} */
  readonly unlink: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.chown} */
  readonly chown: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.mount} */
  readonly mount: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.unmount} */
  readonly unmount: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.loadModule} */
  readonly loadModule: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.save} */
  readonly save: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.remove} */
  readonly remove: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.claim} */
  readonly claim: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.send} */
  readonly send: (path: string) => Promise<void> = this.write;
  /** {@inheritDoc System.kill} */
  readonly kill: () => Promise<void> = () => refuse('EROFS', '');
}
