import type { Tree } from '../configfs/tree.js';
import type { Operation } from './operation.js';

/** What the host will notice of operations, one sentence each. */
export function noticesOf(operations: readonly Operation[], current: Tree, wanted: Tree): string[] {
  const notices: string[] = [];
  // Where a plan has them, they are its first and its last operation.
  const binds = operations.at(-1)?.op === 'bind';
  const unbinds = operations[0]?.op === 'unbind';
  if (binds && unbinds)
    notices.push('the device leaves the bus for a moment and comes back; everything open on it is cut off.');
  else if (binds) notices.push('a new device appears.');
  else if (unbinds) notices.push('the device leaves the bus.');
  if (!unbinds && current.udc)
    for (const each of operations)
      if (each.op === 'write' && /\/(file|forced_eject)$/.test(each.path))
        notices.push(
          `the medium in ${each.path.slice(wanted.gadget.length + '/functions/'.length, each.path.lastIndexOf('/'))} changes.`,
        );
  return [...new Set(notices)];
}
