import { GadgetError, issue } from '../errors.js';
import type { System } from '../system/system.js';
import { stateFolder } from '../network/run-files.js';
import { codeOf, unless, wordOf } from './system-errors.js';

/** A file that says who does something that only one may do. */
export interface LockPlace {
  /** Where it is. */
  readonly path: string;
  /** What its holder does, as it follows the name of that. */
  readonly does: string;
}

/** Milliseconds; a longer wait is several. */
export const longestWait = 60_000;

const changing: LockPlace = { path: `${stateFolder}/lock`, does: 'is changing gadgets' };

/** The number and the start of this process, which together never come again until a reboot; empty where there is no /proc. */
export async function processMark(system: System, process: string): Promise<string> {
  const stat = wordOf(await unless(['ENOENT', 'ESRCH'], system.read(`/proc/${process}/stat`)));
  // The second field, the program's name in parentheses, may hold anything (proc_pid_stat(5)).
  const number = stat.slice(0, stat.indexOf(' '));
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return started === undefined ? '' : `${number} ${started}`;
}

/** Whether the process of a mark has ended; false where there is no /proc to tell. */
export async function hasEnded(system: System, mark: string): Promise<boolean> {
  const process = mark.split(' ')[0];
  return Boolean(process) && (await processMark(system, process!)) !== mark;
}

/** Whether somebody that has not ended holds a lock. */
export async function isHeld(system: System, { path }: LockPlace = changing): Promise<boolean> {
  const bytes = await unless(['ENOENT'], system.read(path));
  return bytes !== undefined && !(await hasEnded(system, wordOf(bytes)));
}

function refused(error: unknown, holder: string, { path, does }: LockPlace): unknown {
  switch (codeOf(error)) {
    case 'EEXIST':
      return new GadgetError([
        issue(
          'LOCKED',
          path,
          `${holder ? `Process ${holder.split(' ')[0]}` : 'This process'} ${does}.`,
          'Wait until it has ended, and try again.',
        ),
      ]);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new GadgetError([issue('NOT_PERMITTED', path, `"${path}" cannot be written.`, 'Run as root.')], {
        cause: error,
      });
    default:
      return error;
  }
}

/**
 * Takes a lock, that of all changes if nothing else is said; gives what gives it back.
 *
 * @throws {@link GadgetError} with LOCKED or NOT_PERMITTED.
 */
export async function lock(system: System, place: LockPlace = changing): Promise<AsyncDisposable> {
  const { path } = place;
  const mark = await processMark(system, 'self');
  try {
    await system.claim(path, mark);
  } catch (error) {
    const holder = wordOf(await unless(['ENOENT', 'EACCES', 'EPERM'], system.read(path)));
    if (codeOf(error) !== 'EEXIST' || !(await hasEnded(system, holder))) throw refused(error, holder, place);
    await system.remove(path);
    await system
      .claim(path, mark)
      .catch((again: unknown) => Promise.reject(refused(again, '', place) as Error));
  }
  return { [Symbol.asyncDispose]: () => system.remove(path) };
}

/**
 * Does work that changes gadgets, under the one lock of the machine; a lock whose process has ended is taken over.
 *
 * @throws {@link GadgetError} with LOCKED or NOT_PERMITTED.
 */
export async function locked<Result>(system: System, work: () => Promise<Result>): Promise<Result> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- its end is its use
  await using _ = await lock(system);
  return await work();
}

/**
 * As {@link locked}; who may not take the lock works without it. So the user who owns the files of a gadget can change its media, each of
 * which the kernel itself keeps to one writer at a time.
 *
 * @throws {@link GadgetError} with LOCKED.
 */
export async function lockedIfPermitted<Result>(
  system: System,
  work: () => Promise<Result>,
): Promise<Result> {
  let held: AsyncDisposable;
  try {
    held = await lock(system);
  } catch (error) {
    if (error instanceof GadgetError && error.code === 'NOT_PERMITTED') return work();
    throw error;
  }
  try {
    return await work();
  } finally {
    await held[Symbol.asyncDispose]();
  }
}

/** Does work that takes the lock; while somebody else holds it, waits. */
export async function inTurn<Result>(system: System, work: () => Promise<Result>): Promise<Result> {
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GadgetError && error.code === 'LOCKED')) throw error;
      const isFree = async (): Promise<boolean> => !(await isHeld(system));
      await unless(['ETIMEDOUT'], system.waitUntil(isFree, longestWait));
    }
}
