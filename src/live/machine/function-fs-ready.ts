import type { System } from '../../system/system.js';
import { unless, wordOf } from './system-errors.js';

/**
 * Whether a program has written the descriptors of a FunctionFS: `ready` tells since 6.9, before that the files of the endpoints.
 *
 * @param path - the function's folder.
 * @param point - where its files are; empty if that is not known.
 * @returns undefined if nothing tells.
 */
export async function isFunctionFsReady(
  system: System,
  path: string,
  point: string,
): Promise<boolean | undefined> {
  const ready = await unless(['ENOENT'], system.read(`${path}/ready`));
  if (ready) return wordOf(ready) === '1';
  const items = point ? await unless(['ENOENT'], system.list(point)) : undefined;
  return items?.some(({ name }) => name === 'ep1');
}
