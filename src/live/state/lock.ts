import { GadgetError, issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { stateFolder } from '../../network/run-files.js';
import { runningProcess } from '../machine/running-process.js';
import { runningProgram } from '../machine/running-program.js';
import { codeOf, unless, wordOf } from '../machine/system-errors.js';
import { fileFault, removeFile } from '../machine/text-file.js';
import { uptime } from '../machine/uptime.js';

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

/** The number and the start of a process, or this one, which together never come again until a reboot; empty where it does not run, or nothing tells. */
export async function processMark(system: System, which: string): Promise<string> {
  const found = await runningProcess(system, which);
  return found ? `${found.number} ${found.began}` : '';
}

/** Whether the process of a mark has ended; false where there is no /proc to tell. */
export async function hasEnded(system: System, mark: string): Promise<boolean> {
  const process = mark.split(' ')[0];
  return Boolean(process) && (await processMark(system, process!)) !== mark;
}

/** The mark in a lock; undefined if it is gone in the meantime. */
async function markIn(system: System, path: string): Promise<string | undefined> {
  const bytes = await unless(['ENOENT'], system.read(path));
  return bytes && wordOf(bytes);
}

/** The lock of whoever succeeds a process that was killed with the lock. */
const successor = ({ path }: LockPlace, mark: string): string => `${path}-after-${mark.replace(' ', '-')}`;

async function secondsOf(system: System, mark: string): Promise<string> {
  const now = await uptime(system);
  const began = Number(mark.split(' ')[1]) / 100;
  return now ? `, which began ${Math.max(0, Math.round(now - began))} s ago,` : '';
}

async function lockedBy(system: System, { path, does }: LockPlace, mark: string): Promise<GadgetError> {
  const who = mark
    ? `Process ${await runningProgram(system, Number(mark.split(' ')[0]))}${await secondsOf(system, mark)}`
    : 'A process';
  return new GadgetError([
    issue('LOCKED', path, `${who} ${does}.`, 'Wait until it has ended, and try again.'),
  ]);
}

/** Whether somebody that has not ended holds a lock. */
export async function isHeld(system: System, place: LockPlace = changing): Promise<boolean> {
  let path = place.path;
  for (;;) {
    const holder = await markIn(system, path);
    if (holder === undefined) return false;
    if (!(await hasEnded(system, holder))) return true;
    path = successor(place, holder);
  }
}

/**
 * Takes the lock: the first file, or, if its process was killed, the one that is named after that process, and so on. No file of a dead
 * process is ever removed by one that only wants the lock: of two that both find it dead, the slower would remove the lock that the
 * quicker has just taken. A successor's name comes once, so that only one of them can make it.
 *
 * @returns the files of the dead and, last, our own; undefined if the lock was given back while we looked.
 */
async function claimed(system: System, place: LockPlace, mark: string): Promise<string[] | undefined> {
  const paths = [place.path];
  for (;;) {
    const path = paths.at(-1)!;
    try {
      await system.claim(path, mark);
      return paths;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw fileFault(path, error);
    }
    const holder = await markIn(system, path);
    if (holder === undefined) return undefined;
    if (!(await hasEnded(system, holder))) throw await lockedBy(system, place, holder);
    paths.push(successor(place, holder));
  }
}

/** Whether the first dead process still has the first file: whoever succeeded it removes that file before any other, when it is done. */
async function isStillTheirs(system: System, place: LockPlace, paths: readonly string[]): Promise<boolean> {
  const [, second] = paths;
  if (second === undefined) return true;
  const holder = await markIn(system, place.path);
  return holder !== undefined && successor(place, holder) === second;
}

/**
 * Takes a lock, that of all changes if nothing else is said; gives what gives it back.
 *
 * @throws {@link GadgetError} with LOCKED, NOT_PERMITTED, or OPERATION_FAILED if the lock's file cannot be made.
 */
export async function lock(system: System, place: LockPlace = changing): Promise<AsyncDisposable> {
  const mark = await processMark(system, 'self');
  for (;;) {
    const paths = await claimed(system, place, mark);
    if (!paths) continue;
    const giveBack = async (): Promise<void> => {
      for (const path of paths) await removeFile(system, path);
    };
    if (await isStillTheirs(system, place, paths)) return { [Symbol.asyncDispose]: giveBack };
    await removeFile(system, paths.at(-1)!);
  }
}

/**
 * Does work that changes gadgets, under the one lock of the machine; that of a process that was killed is taken over.
 *
 * @throws {@link GadgetError} with LOCKED, NOT_PERMITTED, or OPERATION_FAILED if the lock's file cannot be made or removed.
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
 * @throws {@link GadgetError} with LOCKED, or OPERATION_FAILED if the lock's file cannot be made or removed.
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
