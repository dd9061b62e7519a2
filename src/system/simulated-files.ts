import { refuse, type Refusal } from '../attributes/errno.js';
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

/** A path without `.`, `..` and double slashes; what is not absolute is below `/`. */
export function normalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/'))
    if (segment === '..') segments.pop();
    else if (segment && segment !== '.') segments.push(segment);
  return '/' + segments.join('/');
}

/** The size of a file in bytes. */
export const sizeOf = ({ size, bytes }: SimulatedFile): number => size ?? bytes?.length ?? 0;

/** What every machine has. */
const commonFolders = ['/dev', '/etc', '/proc', '/run', '/sys/class/udc', '/sys/kernel/config', '/tmp', '/var/lib'];

/** The ordinary files of a simulated machine; the folders on the way to one are there with it. */
export class SimulatedFiles {
  readonly #files = new Map<string, SimulatedFile>();
  readonly #folders = new Set<string>(['/']);

  constructor(files: Readonly<Record<string, SimulatedContents>> = {}) {
    for (const folder of commonFolders) this.makeFolders(folder);
    for (const path in files) this.set(normalPath(path), fileOf(files[path]!));
  }

  /** The file at a path. */
  get(path: string): SimulatedFile | undefined {
    return this.#files.get(path);
  }

  /** Whether there is a folder at a path. */
  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** Makes or replaces a file. */
  set(path: string, file: SimulatedFile): void {
    this.makeFolders(path.slice(0, path.lastIndexOf('/')));
    this.#files.set(path, file);
  }

  /** Removes a file; none there is no fault. */
  remove(path: string): void {
    this.#files.delete(path);
  }

  /** Makes a folder and those around it. */
  makeFolders(path: string): void {
    for (let folder = path; folder && !this.#folders.has(folder); folder = folder.slice(0, folder.lastIndexOf('/')))
      this.#folders.add(folder);
  }

  /** Makes one folder. */
  makeFolder(path: string): Refusal | undefined {
    if (this.#folders.has(path) || this.#files.has(path)) return refuse('EEXIST');
    if (!this.#folders.has(path.slice(0, path.lastIndexOf('/')) || '/')) return refuse('ENOENT');
    this.#folders.add(path);
    return undefined;
  }

  /** Removes an empty folder. */
  removeFolder(path: string): Refusal | undefined {
    if (!this.#folders.has(path)) return refuse(this.#files.has(path) ? 'ENOTDIR' : 'ENOENT');
    if (this.list(path).length) return refuse('ENOTEMPTY');
    this.#folders.delete(path);
    return undefined;
  }

  /** What is in a folder, by name. */
  list(path: string): FolderItem[] {
    const start = path === '/' ? path : path + '/';
    const within = (each: string): boolean => each.startsWith(start) && each !== path && !each.includes('/', start.length);
    const item = (type: FolderItem['type']) => (each: string): FolderItem => ({ name: each.slice(start.length), type });
    return [
      ...[...this.#folders].filter(within).map(item('folder')),
      ...[...this.#files.keys()].filter(within).map(item('file')),
    ].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** What is at a path. */
  stat(path: string): FileFacts | Refusal {
    if (this.#folders.has(path)) return { type: 'folder', size: 0, uid: 0 };
    const file = this.#files.get(path);
    return file ? { type: file.type ?? 'file', size: sizeOf(file), uid: file.uid ?? 0 } : refuse('ENOENT');
  }
}
