import type { FolderKind, Made } from '../attributes/attribute.js';
import { refuse } from '../attributes/errno.js';
import type { Plain } from '../options/plain.js';
import type { FolderContents } from './function-driver.js';

/** The number after a stem: decimal, whatever its zeros (f_midi2.c, f_midi2_opts_ep_make, with kstrtouint). */
function numberAfter(stem: string, name: string): number | undefined {
  const digits = name.startsWith(stem) ? /^\+?(\d+)$/.exec(name.slice(stem.length)) : null;
  return digits ? Number(digits[1]) : undefined;
}

/** Makes numbered folders, of which some numbers come with the folder that they are in. */
export const numbered =
  (stem: string, most: number, taken: readonly number[], kind: () => FolderKind) =>
  (name: string, siblings: readonly string[]): Made => {
    const number = numberAfter(stem, name);
    if (number === undefined) return refuse('EINVAL');
    if (number >= most) return refuse(number > 0xffffffff ? 'ERANGE' : 'EINVAL');
    const isTaken = taken.includes(number) || siblings.some((each) => numberAfter(stem, each) === number);
    return isTaken ? refuse('EBUSY') : kind();
  };

/** A list of what folders of a stem hold, from number 0 on to the first that is missing: the driver looks no further. */
export function gatherList(
  stem: string,
  folders: FolderContents['folders'],
  read: (contents: FolderContents) => object,
): object[] {
  const byNumber = new Map([...folders].map(([name, contents]) => [numberAfter(stem, name), contents]));
  const list: object[] = [];
  for (let contents = byNumber.get(0); contents; contents = byNumber.get(list.length))
    list.push(read(contents));
  return list;
}

/** A list under its key; one thing with the defaults goes without saying. */
export function listOf(key: string, list: readonly object[]): Plain {
  const isUsual = list.length === 1 && Object.keys(list[0]!).length === 0;
  return isUsual ? {} : { [key]: list };
}
