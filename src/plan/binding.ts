import { isLinked } from '../configfs/live-links.js';
import { anyController, type Tree } from '../configfs/tree.js';
import { functionFolder } from './comparison.js';
import { waits } from './mounting.js';
import type { Operation } from './operation.js';

/** Whether a bound gadget must leave the bus for an operation to be allowed, safe or of effect. */
function needsUnbind(operation: Operation, current: Tree, wanted: Tree): boolean {
  switch (operation.op) {
    case 'symlink':
    case 'unlink':
      return true;
    case 'umount':
      return isLinked(current, operation.path);
    case 'mkdir':
    case 'rmdir':
      // A function that no configuration holds comes and goes unseen. A language must not go while the gadget is bound:
      // the kernel frees strings that are in use (drivers/usb/gadget/configfs.c, gadget_strings drop).
      return functionFolder(operation.path) === undefined;
    case 'write': {
      const home = functionFolder(operation.path);
      if (home && !isLinked(current, home)) return false;
      const entry = wanted.entries.get(operation.path) ?? current.entries.get(operation.path);
      return entry?.type === 'attribute' && entry.attribute.takesEffect !== 'now';
    }
    default:
      return false;
  }
}

/** The same operations, with the gadget off the bus around them if it must be, and bound at the end if it is to be. */
export function withBinding(operations: Operation[], current: Tree, wanted: Tree): Operation[] {
  const path = `${wanted.gadget}/UDC`;
  const named = wanted.udc === anyController ? current.udc : wanted.udc;
  const target = named === anyController ? '' : named;
  const unbinds =
    current.udc !== '' &&
    ((wanted.udc !== anyController && wanted.udc !== current.udc) ||
      operations.some((each) => needsUnbind(each, current, wanted)));
  const binds = wanted.udc !== '' && (unbinds || current.udc === '');
  if (unbinds) operations.unshift({ op: 'unbind', path });
  if (binds) operations.push(...waits(wanted), { op: 'bind', path, udc: target });
  return operations;
}
