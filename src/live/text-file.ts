import { GadgetError, issue } from '../errors.js';
import type { System } from '../system/system.js';
import { codeOf, unless } from './system-errors.js';

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

/**
 * Writes a file of ours.
 *
 * @throws {@link GadgetError} with NOT_PERMITTED or OPERATION_FAILED.
 */
export async function saveText(system: System, path: string, text: string): Promise<void> {
  try {
    await system.save(path, text);
  } catch (error) {
    const code = codeOf(error);
    if (!code) throw error;
    const isForbidden = ['EACCES', 'EPERM', 'EROFS'].includes(code);
    throw new GadgetError(
      [
        issue(
          isForbidden ? 'NOT_PERMITTED' : 'OPERATION_FAILED',
          path,
          `"${path}" cannot be written: ${code}.`,
          isForbidden ? 'Run as root.' : 'See whether /run is full: df /run.',
        ),
      ],
      { cause: error },
    );
  }
}
