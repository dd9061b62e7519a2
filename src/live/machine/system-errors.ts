import { GadgetError, type Issue } from '../../errors.js';
import type { SystemError } from '../../system/system.js';

/** The code of an error that a system gave; empty for anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String((error as SystemError).code) : '';
}

/** What the system says of a path that leads to no file: its links may go in a circle, and it may be longer than any path. */
export const notThere: readonly string[] = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

/** What it says of a file that the user cannot see. */
export const notSeen: readonly string[] = [...notThere, 'EACCES'];

/** What it says of a file that cannot be read, for good or just now: its device may be going, and a kernel that is locked down shows little of debugfs. */
export const unreadable: readonly string[] = [
  ...notSeen,
  'EBUSY',
  'EINVAL',
  'EIO',
  'EISDIR',
  'ENODEV',
  'ENXIO',
  'EPERM',
  'ESRCH',
];

/** Whether it is the user, or the machine's own policy, that forbids it. */
export const isForbidden = (code: string): boolean => ['EACCES', 'EPERM', 'EROFS'].includes(code);

/** What a call gives, or undefined if the system answers with one of the codes. */
export async function unless<Value>(
  codes: readonly string[],
  call: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await call;
  } catch (error) {
    if (codes.includes(codeOf(error))) return undefined;
    throw error;
  }
}

/** An error with what is left over besides. */
export const withMore = (error: unknown, left: readonly Issue[]): unknown =>
  error instanceof GadgetError && left.length
    ? new GadgetError([...error.issues, ...left], { cause: error.cause })
    : error;

const stillThere: readonly string[] = ['UNDO_INCOMPLETE', 'OPERATION_TIMEOUT'];

/** Whether a failure left everything as it was before: only an error of ours says so. */
export const isUndone = (error: unknown): boolean =>
  error instanceof GadgetError && !error.issues.some(({ code }) => stillThere.includes(code));

/** What is wrong with work that goes on all the same; none if it succeeds. */
export async function issuesOfWork(work: Promise<unknown>): Promise<readonly Issue[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof GadgetError) return error.issues;
    throw error;
  }
}

const decoder = new TextDecoder();

/** A text without white space around it, as small files of the kernel hold. */
export function wordOf(bytes: Uint8Array | undefined): string {
  return decoder.decode(bytes).trim();
}
