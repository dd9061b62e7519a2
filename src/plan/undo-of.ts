import { kernelVersion, type KernelVersion } from '../attributes/kernel-version.js';
import { asWanted } from '../configfs/as-wanted.js';
import { isInAny, type Entry, type Tree } from '../configfs/tree.js';
import { afterOperation } from './after-operation.js';
import { difference } from './difference.js';
import type { Operation } from './operation.js';
import type { Plan } from './plan.js';

/** What leads back to how a gadget was. Of a value that is another now, what the kernel may have made of it by itself is no excuse. */
export function wayBack(now: Tree, before: Tree, kernel: KernelVersion): Operation[] {
  const wanted = asWanted(before);
  const isAsItWas = ([path, entry]: readonly [string, Entry]): boolean => {
    const here = now.entries.get(path);
    const shown = before.entries.get(path);
    return (
      entry.type !== 'attribute' ||
      entry.attribute.kind === 'derived' ||
      (here?.type === 'attribute' && shown?.type === 'attribute' && here.text === shown.text)
    );
  };
  const declared = { ...wanted, entries: new Map([...wanted.entries].filter(isAsItWas)) };
  return difference(now, wanted, kernel, declared);
}

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
    const undo = isGone ? [] : wayBack(after, tree, kernel);
    tree = after;
    return undo;
  });
}
