import { kernelVersion } from '../attributes/kernel-version.js';
import { asWanted } from '../configfs/as-wanted.js';
import { isInAny, type Tree } from '../configfs/tree.js';
import { afterOperation } from './after-operation.js';
import { difference } from './difference.js';
import type { Operation } from './operation.js';
import type { Plan } from './plan.js';

/** What takes back each operation of a plan, done after everything behind it has been taken back. */
export function undoOf(plan: Plan, before: Tree): (readonly Operation[])[] {
  const kernel = kernelVersion(plan.kernel);
  const made = new Set<string>();
  let tree = before;
  return plan.operations.map((operation) => {
    const after = afterOperation(tree, operation);
    if (operation.op === 'mkdir') made.add(operation.path);
    // A write into a folder that the plan made itself is gone with the folder.
    const isGone = operation.op === 'write' && isInAny(operation.path, made);
    const undo = isGone ? [] : difference(after, asWanted(tree), kernel);
    tree = after;
    return undo;
  });
}
