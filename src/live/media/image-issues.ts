import { issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import { imageFault } from './image-fault.js';

const imagePath = (index: number, number: number): string => `functions[${index}].luns[${number}].file`;

/** What is wrong with the images that a gadget names. */
export async function imageIssues({ functions }: GadgetDefinition, system: System): Promise<Issue[]> {
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
