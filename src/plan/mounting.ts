import { isLinked } from '../configfs/live-links.js';
import type { Mount, Tree } from '../configfs/tree.js';
import type { Operation } from './operation.js';

const mountsOf = ({ mounts }: Tree): readonly (readonly [path: string, mount: Mount])[] =>
  [...(mounts ?? [])].filter(([, { point }]) => point !== '');

/** What is mounted and must not be any more: its function goes or is made anew, or its place is another. */
function goes(path: string, { point }: Mount, wanted: Tree, doomed: ReadonlySet<string>): boolean {
  const next = wanted.mounts?.get(path)?.point;
  return (
    doomed.has(path) || !wanted.entries.has(path) || (next !== undefined && next !== '' && next !== point)
  );
}

/** What is unmounted, before its function goes. */
export function unmounts(current: Tree, wanted: Tree, doomed: ReadonlySet<string>): Operation[] {
  return mountsOf(current)
    .filter(([path, mount]) => goes(path, mount, wanted, doomed))
    .map(([path, { point }]) => ({ op: 'umount', path, point }));
}

/** What is mounted, once its function is there. */
export function mounts(current: Tree, wanted: Tree, doomed: ReadonlySet<string>): Operation[] {
  const isThere = (path: string): boolean => {
    const mount = current.mounts?.get(path);
    return mount !== undefined && !goes(path, mount, wanted, doomed);
  };
  return mountsOf(wanted)
    .filter(([path]) => !isThere(path))
    .map(([path, { point, options }]) => ({ op: 'mount', path, point, ...(options && { options }) }));
}

/** A gadget can be bound only when the program of each linked function has written its descriptors (drivers/usb/gadget/function/f_fs.c, ffs_do_functionfs_bind). */
export function waits(wanted: Tree): Operation[] {
  return [...(wanted.mounts ?? [])]
    .filter(([path]) => isLinked(wanted, path))
    .map(([path, { point, readySeconds: seconds }]) => ({ op: 'wait', path, point, seconds }));
}
