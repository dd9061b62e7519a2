import { microsoftSignature } from '../../attributes/microsoft-codecs.js';
import { issue } from '../../errors.js';
import { configurationName } from '../definition.js';
import type { GadgetRule } from '../valid-parts.js';

/** Microsoft OS descriptors belong to a configuration, and Windows looks for their signature (OS Descriptors 1.0). */
export const osDescriptors: GadgetRule = ({ definition, configurations }, issues) => {
  const { use, configuration, sign } = definition.osDescriptors ?? {};
  if (configuration === undefined) {
    if (use)
      issues.push(
        issue(
          'OS_DESCRIPTORS_UNLINKED',
          'osDescriptors.configuration',
          'Microsoft OS descriptors are used, and belong to no configuration: Windows is told no compatible ids.',
          'Name the configuration, as in c.1, or leave osDescriptors out.',
        ),
      );
  } else if (configurations.every((each) => each && configurationName(each) !== configuration))
    issues.push(
      issue(
        'OS_DESCRIPTORS_CONFIGURATION',
        'osDescriptors.configuration',
        `The gadget has no configuration "${configuration}".`,
        `It has ${configurations.map((each) => each && configurationName(each)).join(', ') || 'none'}.`,
      ),
    );
  if (use && sign !== microsoftSignature)
    issues.push(
      issue(
        'HOST_UNLIKELY',
        'osDescriptors.sign',
        `Windows takes Microsoft OS descriptors only with the signature ${microsoftSignature}.`,
        `Write ${microsoftSignature}.`,
      ),
    );
};

/** Compatible ids reach Windows only through OS descriptors. */
export const compatibleIds: GadgetRule = ({ definition, functions }, issues) => {
  if (definition.osDescriptors?.use) return;
  functions.forEach((each, index) => {
    if (each && 'compatibleId' in each && each.compatibleId)
      issues.push(
        issue(
          'HOST_UNLIKELY',
          `functions[${index}].compatibleId`,
          `Windows never asks for the compatible id ${each.compatibleId}: OS descriptors are not in use.`,
          'Leave osDescriptors out, or set osDescriptors.use.',
        ),
      );
  });
};
