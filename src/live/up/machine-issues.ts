import { issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import { imageIssues } from '../media/image-issues.js';
import { ownerMissing } from '../apply/run-operation.js';

async function ownerIssues({ owner }: GadgetDefinition, system: System): Promise<readonly Issue[]> {
  if (!owner || (await system.userId(owner.user)) !== undefined) return [];
  if (!owner.optional) return ownerMissing(owner.user, 'owner.user').issues;
  return [
    issue(
      'OWNER_MISSING_DEFAULT',
      'owner.user',
      `There is no user "${owner.user}" on this machine; its files stay with root.`,
      'Nothing to do, unless another user than root is to operate the gadget.',
    ),
  ];
}

/** What a definition asks of the machine besides the kernel: the users and the images that it names. */
export async function machineIssues(definition: GadgetDefinition, system: System): Promise<Issue[]> {
  return [...(await ownerIssues(definition, system)), ...(await imageIssues(definition, system))];
}
