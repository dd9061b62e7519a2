import { GadgetError, issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { codeOf, isForbidden, notSeen, unless, unreadable } from './system-errors.js';

const decoder = new TextDecoder();

/** The text of a small file; empty if there is none that may be read. */
export async function textOf(system: System, path: string): Promise<string> {
  const bytes = await unless(unreadable, system.read(path));
  return bytes ? decoder.decode(bytes) : '';
}

/** Whether there is such a file or folder that the user can see. */
export async function isThere(system: System, path: string): Promise<boolean> {
  return (await unless(notSeen, system.stat(path))) !== undefined;
}

/** What to do about a file of ours, by what the system answers. */
const cures: Readonly<Record<string, string>> = {
  EACCES: 'Run as root.',
  EPERM: 'Run as root.',
  EROFS: 'Mount /run writable: mount -o remount,rw /run.',
  EDQUOT: 'Make room in /run: df /run.',
  ENAMETOOLONG: 'Give the gadget a shorter name.',
  ENOSPC: 'Make room in /run: df /run.',
};

/** That a file of ours cannot be made, replaced or removed; what is no answer of the system stays as it is. */
export function fileFault(path: string, error: unknown, deed = 'written'): unknown {
  const code = codeOf(error);
  if (!code) return error;
  const cure = cures[code] ?? `See what is there: namei -l ${path}`;
  const message = `"${path}" cannot be ${deed}: ${code}.`;
  return new GadgetError(
    [issue(isForbidden(code) ? 'NOT_PERMITTED' : 'OPERATION_FAILED', path, message, cure)],
    {
      cause: error,
    },
  );
}

/** Whether a file of ours could not be written because its disk is full: paths of a gadget, for which the kernel may have no room, begin with no slash. */
export const isForWantOfRoom = (error: unknown): boolean =>
  error instanceof GadgetError &&
  error.path.startsWith('/') &&
  ['ENOSPC', 'EDQUOT'].includes(codeOf(error.cause));

/**
 * Writes a file of ours.
 *
 * @throws {@link GadgetError} with NOT_PERMITTED or OPERATION_FAILED.
 */
export async function saveText(system: System, path: string, text: string): Promise<void> {
  try {
    await system.save(path, text);
  } catch (error) {
    throw fileFault(path, error);
  }
}

/**
 * Removes a file of ours, if it is there.
 *
 * @throws {@link GadgetError} with NOT_PERMITTED or OPERATION_FAILED.
 */
export async function removeFile(system: System, path: string): Promise<void> {
  try {
    await system.remove(path);
  } catch (error) {
    throw fileFault(path, error, 'removed');
  }
}
