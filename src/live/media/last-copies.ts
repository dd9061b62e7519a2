import type { Tree } from '../../configfs/tree.js';
import { issue, type Issue } from '../../errors.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { imageFault } from './image-fault.js';

/**
 * Media that a plan takes out of a drive for a while and could not put in again: an image that was deleted while it is in a drive lives there
 * alone, and goes with the first ejection. The kernel shows it as `/srv/cd.iso (deleted)` (fs/d_path.c).
 */
export async function lastCopies({ operations }: Plan, current: Tree, system: System): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const operation of operations) {
    if (operation.op !== 'write' || !('text' in operation)) continue;
    const here = current.entries.get(operation.path);
    const file = operation.text.trimEnd();
    if (here?.type !== 'attribute' || here.attribute.kind !== 'run-time' || here.text.trimEnd() !== file)
      continue;
    const fault = file.startsWith('/') ? await imageFault({ file }, system) : undefined;
    if (fault)
      issues.push(
        issue(
          'IMAGE_MISSING',
          operation.path,
          `"${file}" ${fault}: once out of its drive, it could not be put in again.`,
          'Say what is to be in the drive instead.',
        ),
      );
  }
  return issues;
}
