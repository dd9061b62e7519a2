import type { System } from '../system/system.js';
import { unless } from './system-errors.js';

const decoder = new TextDecoder();

/** The text of a small file; empty if there is none that may be read. */
export async function textOf(system: System, path: string): Promise<string> {
  const bytes = await unless(['ENOENT', 'ENOTDIR', 'EACCES', 'EINVAL', 'ESRCH'], system.read(path));
  return bytes ? decoder.decode(bytes) : '';
}

/** Whether there is such a file or folder. */
export async function isThere(system: System, path: string): Promise<boolean> {
  return (await unless(['ENOENT', 'ENOTDIR', 'EACCES'], system.stat(path))) !== undefined;
}
