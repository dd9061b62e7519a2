import { isRefusal, refuse } from '../attributes/errno.js';
import type { Outcome, SimulatedFileSystem } from './simulated-file-system.js';
import type { FileFacts, FolderItem } from './system.js';

/** An ordinary file of a simulated machine. */
export interface SimulatedFile {
  /** What it is. Default `file`. */
  readonly type?: 'file' | 'block-device' | 'other';
  /** Its contents. Default: zeros. */
  readonly bytes?: Uint8Array;
  /** Its size in bytes. Default: that of the contents. */
  readonly size?: number;
  /** It lies on a file system that is mounted read-only. Default false. */
  readonly readOnly?: boolean;
  /** The number of its owner. Default 0. */
  readonly uid?: number;
}

/** What one may give for a file: its contents, or its size in bytes if it holds zeros. */
export type SimulatedContents = number | string | Uint8Array | SimulatedFile;

function fileOf(contents: SimulatedContents): SimulatedFile {
  if (typeof contents === 'number') return { size: contents };
  if (typeof contents === 'string') return { bytes: new TextEncoder().encode(contents) };
  return contents instanceof Uint8Array ? { bytes: contents } : contents;
}

/** The names on the way to an absolute path, without `.`, `..` and double slashes. */
export function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  for (const segment of path.split('/'))
    if (segment === '..') segments.pop();
    else if (segment && segment !== '.') segments.push(segment);
  return segments;
}

/** NAME_MAX (include/uapi/linux/limits.h). */
export const longestSegment = 255;

/** The size of a file in bytes. */
export const sizeOf = ({ size, bytes }: SimulatedFile): number => size ?? bytes?.length ?? 0;

/** What every machine has. */
const commonFolders = ['dev', 'etc', 'proc', 'run', 'sys/class', 'sys/kernel/config', 'tmp', 'var/lib'];

const keyOf = (path: readonly string[]): string => path.join('/');

/** The ordinary files of a simulated machine; the folders on the way to a file are there with it. */
export class SimulatedFiles implements SimulatedFileSystem {
  readonly #files = new Map<string, SimulatedFile>();
  readonly #folders = new Set<string>(['']);

  constructor(files: Readonly<Record<string, SimulatedContents>> = {}) {
    for (const folder of commonFolders) this.#makeFolders(folder.split('/'));
    for (const path in files) this.set(segmentsOf(path), fileOf(files[path]!));
  }

  /** The file at a path. */
  get(path: readonly string[]): SimulatedFile | undefined {
    return this.#files.get(keyOf(path));
  }

  /** Makes or replaces a file. */
  set(path: readonly string[], file: SimulatedFile): Outcome<undefined> {
    if (this.#folders.has(keyOf(path))) return refuse('EISDIR');
    this.#makeFolders(path.slice(0, -1));
    this.#files.set(keyOf(path), file);
    return undefined;
  }

  read(path: readonly string[]): Outcome<Uint8Array> {
    const file = this.get(path);
    return file ? (file.bytes ?? new Uint8Array(sizeOf(file))) : this.#noFile(path);
  }

  write(path: readonly string[], bytes: Uint8Array): Outcome<undefined> {
    return this.get(path) ? this.set(path, { bytes }) : this.#noFile(path);
  }

  mkdir(path: readonly string[]): Outcome<undefined> {
    if (!isRefusal(this.stat(path))) return refuse('EEXIST');
    const around = this.stat(path.slice(0, -1));
    if (isRefusal(around)) return around;
    if (around.type !== 'folder') return refuse('ENOTDIR');
    this.#folders.add(keyOf(path));
    return undefined;
  }

  rmdir(path: readonly string[]): Outcome<undefined> {
    const items = this.list(path);
    if (isRefusal(items)) return items;
    if (items.length) return refuse('ENOTEMPTY');
    this.#folders.delete(keyOf(path));
    return undefined;
  }

  /** Links are simulated in configfs alone. */
  symlink(): Outcome<undefined> {
    return refuse('EOPNOTSUPP');
  }

  unlink(path: readonly string[]): Outcome<undefined> {
    return this.#files.delete(keyOf(path)) ? undefined : this.#noFile(path);
  }

  /** Removes a folder with everything in it. */
  removeAll(path: readonly string[]): void {
    const key = keyOf(path);
    const isWithin = (each: string): boolean => each === key || each.startsWith(`${key}/`);
    for (const each of this.#files.keys()) if (isWithin(each)) this.#files.delete(each);
    for (const each of this.#folders) if (isWithin(each)) this.#folders.delete(each);
  }

  readlink(path: readonly string[]): Outcome<string> {
    const facts = this.stat(path);
    return isRefusal(facts) ? facts : refuse('EINVAL');
  }

  list(path: readonly string[]): Outcome<FolderItem[]> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    if (facts.type !== 'folder') return refuse('ENOTDIR');
    const start = path.length ? keyOf(path) + '/' : '';
    const namesIn = (keys: Iterable<string>): string[] =>
      [...keys]
        .filter((key) => key.startsWith(start) && key && !key.includes('/', start.length))
        .map((key) => key.slice(start.length));
    return [
      ...namesIn(this.#folders).map((name): FolderItem => ({ name, type: 'folder' })),
      ...namesIn(this.#files.keys()).map((name): FolderItem => ({ name, type: 'file' })),
    ].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  stat(path: readonly string[]): Outcome<FileFacts> {
    if (this.#folders.has(keyOf(path))) return { type: 'folder', size: 0, uid: 0 };
    const file = this.get(path);
    return file ? { type: file.type ?? 'file', size: sizeOf(file), uid: file.uid ?? 0 } : refuse('ENOENT');
  }

  chown(path: readonly string[], uid: number): Outcome<undefined> {
    const file = this.get(path);
    return file ? this.set(path, { ...file, uid }) : this.#noFile(path);
  }

  #noFile(path: readonly string[]): Outcome<never> {
    return refuse(this.#folders.has(keyOf(path)) ? 'EISDIR' : 'ENOENT');
  }

  #makeFolders(path: readonly string[]): void {
    path.forEach((_, index) => this.#folders.add(keyOf(path.slice(0, index + 1))));
  }
}
