import { errnoNumbers } from '../attributes/errno.js';
import type { SystemError } from './system.js';

/** Names of numbers that the kernel lets out and no C library knows (include/linux/errno.h). */
const kernelOnly: ReadonlyMap<number | undefined, string> = new Map(
  (['ENOTSUPP', 'ETOOSMALL'] as const).map((name) => [-errnoNumbers[name], name]),
);

/** Gives an error of Node the name of its number, where Node has none: `Unknown system error -524`. */
export function named(error: unknown): Error {
  const given = error as NodeJS.ErrnoException;
  const name = kernelOnly.get(given.errno);
  return name === undefined ? given : Object.assign(given, { code: name });
}

/** An error of this port's own making, in the form of Node's. */
export function systemError(code: SystemError['code'], message: string, path?: string): SystemError {
  return Object.assign(new Error(`${code}: ${message}`), { code, ...(path !== undefined && { path }) });
}
