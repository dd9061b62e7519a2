import { issue, type Issue } from '../errors.js';
import { emptyTree, type Tree } from '../configfs/tree.js';
import type { Operation } from './operation.js';
import type { Plan } from './plan.js';
import { undoOf } from './undo-of.js';

/** Why a plan cannot be a shell script; empty if it can. */
export function shellIssues(plan: Plan, before: Tree = emptyTree(plan.gadget)): Issue[] {
  const operations: readonly Operation[] = [...plan.operations, ...undoOf(plan, before).flat()];
  const paths = operations.flatMap((each) =>
    each.op === 'write' && 'text' in each && each.countsShort ? [each.path] : [],
  );
  return [...new Set(paths)].map((path) =>
    issue(
      'SHELL_UNABLE',
      path,
      `A shell cannot write "${path}": the kernel says that it has taken one byte less, and the shell writes that byte for ever.`,
      'Leave the name out, use uac2, or let the tool do it (`up`, `unit --node`).',
    ),
  );
}
