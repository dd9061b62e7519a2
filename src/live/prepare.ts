import { GadgetError, issue, type Issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import type { System } from '../system/system.js';
import { imageFault } from './image-fault.js';
import { defaultConfigfs, gadgetsFolder, type ConfigfsOptions } from './locations.js';
import { ownerMissing } from './run-operation.js';
import { codeOf } from './system-errors.js';
import { isThere } from './text-file.js';

const imagePath = (index: number, number: number): string => `functions[${index}].luns[${number}].file`;

async function imageIssues({ functions }: GadgetDefinition, system: System): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const [index, each] of functions.entries()) {
    if (!('luns' in each)) continue;
    for (const [number, lun] of each.luns.entries()) {
      if (!lun.file) continue;
      const fault = await imageFault(lun, system);
      if (fault)
        issues.push(
          issue(
            'IMAGE_MISSING',
            imagePath(index, number),
            `"${lun.file}" ${fault}.`,
            'Give an image that is there, or leave the drive empty.',
          ),
        );
    }
  }
  return issues;
}

/** The gadget with those drives empty whose images are not there. */
export async function withoutMissingImages(
  definition: GadgetDefinition,
  system: System,
): Promise<GadgetDefinition> {
  const missing = new Set((await imageIssues(definition, system)).map(({ path }) => path));
  const functions = definition.functions.map((each, index) =>
    'luns' in each
      ? {
          ...each,
          luns: each.luns.map((lun, number) =>
            missing.has(imagePath(index, number)) ? { ...lun, file: '' } : lun,
          ),
        }
      : each,
  );
  return { ...definition, functions };
}

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

/** Loads the gadget code and mounts configfs, if that has not been done. */
export async function prepareConfigfs(system: System, options: ConfigfsOptions): Promise<void> {
  const { configfs = defaultConfigfs } = options;
  const folder = gadgetsFolder(options);
  let refusal: unknown;
  const steps = [() => system.loadModule('libcomposite'), () => system.mount('configfs', 'none', configfs)];
  for (const step of steps) {
    if (await isThere(system, folder)) return;
    await step().catch((error: unknown) => (refusal ??= error));
  }
  if (await isThere(system, folder)) return;
  const said = refusal instanceof Error ? ` ${refusal.message}` : '';
  const permitted = codeOf(refusal) !== 'EPERM' && codeOf(refusal) !== 'EACCES';
  throw new GadgetError(
    [
      issue(
        permitted ? 'CONFIGFS_MISSING' : 'NOT_PERMITTED',
        folder,
        `There is no "${folder}".${said}`,
        permitted
          ? 'See that the kernel has configfs and libcomposite (CONFIG_USB_LIBCOMPOSITE), and that this is no container.'
          : 'Run as root.',
      ),
    ],
    { cause: refusal },
  );
}
