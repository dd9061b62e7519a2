import {
  chmodSync,
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  opendirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  write,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { systemError } from './node-error.js';
import type { FolderItem } from './system.js';

const writeLater = promisify(write);

/**
 * Opens a file that is there for writing alone: without O_CREAT a missing attribute is ENOENT, and one that can only be written,
 * such as `forced_eject`, refuses to be opened for reading as well (fs/configfs/file.c, __configfs_open_file).
 */
const openExisting = (path: string): number => openSync(path, constants.O_WRONLY);

/** What {@link writeOnce} found. */
export type Written = 'whole' | 'in parts';

/**
 * One open, one write. To a short count Node answers by writing the rest (libuv, uv__fs_write_all), which is another store; that of
 * the names of uac1 ends with a byte that the driver takes for an empty name, and a count of 0, which shows here.
 */
export function writeOnce(path: string, value: string | Uint8Array): Written {
  const file = openExisting(path);
  try {
    const isText = typeof value === 'string';
    const length = isText ? Buffer.byteLength(value) : value.length;
    return (isText ? writeSync(file, value) : writeSync(file, value)) < length ? 'in parts' : 'whole';
  } finally {
    closeSync(file);
  }
}

/** Reads a file to its end. Its size is not asked for: files of the kernel do not tell it, and `readFileSync` takes several times as long. */
export function readToEnd(path: string): Uint8Array {
  const file = openSync(path, constants.O_RDONLY);
  try {
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = Buffer.allocUnsafe(4096);
      const length = readSync(file, part);
      if (length === 0) return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
      parts.push(part.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

/** As {@link writeOnce}, in a thread of its own: gives up after so many milliseconds, and leaves the thread to the kernel. */
export async function writeOnceWithin(path: string, value: string, milliseconds: number): Promise<void> {
  const file = openExisting(path);
  const writing = writeLater(file, value).finally(() => closeSync(file));
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const late = (): void =>
      reject(systemError('ETIMEDOUT', `the kernel is still at it after ${milliseconds} ms`, path));
    timer = setTimeout(late, milliseconds);
  });
  try {
    await Promise.race([writing, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is in a folder in the order of the directory stream, which `readdir` of Node sorts. */
export function listInOrder(path: string): FolderItem[] {
  const folder = opendirSync(path);
  try {
    const items: FolderItem[] = [];
    for (let item = folder.readSync(); item; item = folder.readSync()) {
      const type = item.isFile()
        ? 'file'
        : item.isDirectory()
          ? 'folder'
          : item.isSymbolicLink()
            ? 'link'
            : 'other';
      items.push({ name: item.name, type });
    }
    return items;
  } finally {
    folder.closeSync();
  }
}

function isRunning(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes what processes left in a folder that were killed while they made a file there. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, maker] = /\.(\d+)\.new$/.exec(name) ?? [];
    if (maker !== undefined && !isRunning(Number(maker))) rmSync(join(folder, name), { force: true });
  }
}

/** Writes a new file beside `path`, lets it take its place by the given call, and leaves nothing behind. */
function putInPlace(
  path: string,
  value: string,
  place: (written: string, path: string) => void,
  mode = 0o644,
): void {
  const written = `${path}.${process.pid}.new`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(written, value, { mode });
    // What the process masks out is meant.
    if (mode !== 0o644) chmodSync(written, mode);
    place(written, path);
  } finally {
    rmSync(written, { force: true });
  }
}

/** Makes or replaces a file as a whole. */
export function replaceFile(path: string, value: string, mode?: number): void {
  putInPlace(path, value, renameSync, mode);
}

/** Makes a file that is not there yet as a whole, so that nobody ever reads an empty one; and takes away what others left who were killed at it. */
export function createFile(path: string, value: string): void {
  putInPlace(path, value, linkSync);
  removeLeftovers(dirname(path));
}
