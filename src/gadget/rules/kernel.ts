import { initialText, sourceValue, type Attribute } from '../../attributes/attribute.js';
import { formatKernelVersion, type KernelVersion } from '../../attributes/kernel-version.js';
import { issue, type Issue } from '../../errors.js';
import { driverOf } from '../../functions/drivers.js';
import { customStringsSince, webUsbAttributes, webUsbSince } from '../gadget-attributes.js';
import type { GadgetRule } from '../sound-gadget.js';

interface Wanting {
  readonly path: string;
  readonly since: KernelVersion;
  readonly kernel: KernelVersion;
  /** The value is what the kernel does without the attribute, too. */
  readonly isDefault: boolean;
}

function lacksAttribute({ path, since, kernel, isDefault }: Wanting): Issue {
  const needed = `It needs kernel ${formatKernelVersion(since)}; this is ${formatKernelVersion(kernel)}`;
  return isDefault
    ? issue(
        'KERNEL_LACKS_ATTRIBUTE_UNUSED',
        path,
        `"${path}" is left out. ${needed}, which does the same without it.`,
        '',
      )
    : issue(
        'KERNEL_LACKS_ATTRIBUTE',
        path,
        `"${path}" cannot be set. ${needed}.`,
        'Leave it out, or use a newer kernel.',
      );
}

function isDefault(attribute: Attribute, value: unknown, kernel: KernelVersion): boolean {
  const initial = initialText(attribute, { kernel, index: 0, random: () => 0 });
  return attribute.codec.store(attribute.codec.write(value), initial) === initial;
}

/** Options whose attribute the kernel does not have yet; vendors' attributes are written where they are found. */
function checkAttributes(
  attributes: readonly Attribute[],
  source: object,
  path: string,
  issues: Issue[],
  kernel: KernelVersion,
): void {
  for (const attribute of attributes) {
    const since = attribute.writableSince ?? attribute.since ?? 0;
    if (since <= kernel || attribute.vendor) continue;
    const value = sourceValue(attribute, source);
    if (value === undefined) continue;
    const option = typeof attribute.from === 'string' ? attribute.from : attribute.name;
    issues.push(
      lacksAttribute({
        path: `${path}.${option}`,
        since,
        kernel,
        isDefault: isDefault(attribute, value, kernel),
      }),
    );
  }
}

/** Functions and attributes that came with later kernels. */
export const kernelSupport: GadgetRule = ({ definition, functions }, issues, { kernel }) => {
  for (const [index, each] of functions.entries()) {
    if (!each) continue;
    const { since = 0, folder } = driverOf(each);
    if (since > kernel)
      issues.push(
        issue(
          'KERNEL_LACKS_FUNCTION',
          `functions[${index}].driver`,
          `${each.driver} needs kernel ${formatKernelVersion(since)}; this is ${formatKernelVersion(kernel)}.`,
          'Leave the function out, or use a newer kernel.',
        ),
      );
    checkAttributes(folder.attributes, each, `functions[${index}]`, issues, kernel);
  }
  if (customStringsSince > kernel)
    for (const [language, { custom }] of Object.entries(definition.strings ?? {}))
      if (custom && Object.keys(custom).length > 0)
        issues.push(
          lacksAttribute({
            path: `strings.${language}.custom`,
            since: customStringsSince,
            kernel,
            isDefault: false,
          }),
        );
  if (definition.webUsb && webUsbSince > kernel) {
    const since = webUsbAttributes.map((each) => ({ ...each, since: webUsbSince }));
    checkAttributes(since, definition.webUsb, 'webUsb', issues, kernel);
  }
};
