import { initialText, statedValue, type Attribute, type FolderKind } from '../../attributes/attribute.js';
import { childFolder, innerFolder } from '../../attributes/child-folder.js';
import { isRefusal } from '../../attributes/errno.js';
import { formatKernelVersion, type KernelVersion } from '../../attributes/kernel-version.js';
import { issue, type Issue } from '../../errors.js';
import { driverOf, type FunctionDefinition } from '../../functions/drivers.js';
import type { FunctionDriver } from '../../functions/function-driver.js';
import { isRaw } from '../../functions/raw.js';
import { customStringsSince, webUsbAttributes, webUsbSince } from '../gadget-attributes.js';
import type { GadgetRule } from '../valid-parts.js';

interface Wanting {
  readonly path: string;
  readonly since: KernelVersion;
  readonly kernel: KernelVersion;
  /** The value is what the kernel does without the attribute, too. */
  readonly isDefault: boolean;
  /** The kernel does well by a value of its own. Default false. */
  readonly isWish?: boolean | undefined;
}

function lacksAttribute({ path, since, kernel, isDefault, isWish }: Wanting): Issue {
  const needed = `It needs kernel ${formatKernelVersion(since)}; this is ${formatKernelVersion(kernel)}`;
  return isDefault || isWish
    ? issue(
        'KERNEL_LACKS_ATTRIBUTE_UNUSED',
        path,
        `"${path}" is left out. ${needed}, which ${isDefault ? 'does the same without it' : 'goes by a value of its own'}.`,
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
  const initial = initialText(attribute, { kernel });
  return attribute.codec.store(attribute.codec.write(value), initial) === initial;
}

/** Whether the kernel makes of a value what the newest one does: older ones take fewer sample rates, and keep shorter names. */
function keepsValue({ codec }: Attribute, value: unknown, kernel: KernelVersion): boolean {
  const written = codec.write(value);
  if (written === '') return true;
  const here = codec.store(written, '', kernel);
  return !isRefusal(here) && (here === codec.store(written, '') || isRefusal(codec.store(written, '')));
}

function refusesValue(path: string, kernel: KernelVersion): Issue {
  return issue(
    'KERNEL_REFUSES_VALUE',
    path,
    `"${path}" is more than kernel ${formatKernelVersion(kernel)} takes, or nothing that it knows.`,
    'Give a single rate, a shorter text or a format that it knows, or use a newer kernel.',
  );
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
    if (attribute.vendor || (since <= kernel && !attribute.codec.variesByKernel)) continue;
    const value = statedValue(attribute, source);
    if (value === undefined) continue;
    const option = typeof attribute.from === 'string' ? attribute.from : attribute.name;
    if (since <= kernel) {
      if (!keepsValue(attribute, value, kernel)) issues.push(refusesValue(`${path}.${option}`, kernel));
      continue;
    }
    issues.push(
      lacksAttribute({
        path: `${path}.${option}`,
        since,
        kernel,
        isDefault: isDefault(attribute, value, kernel),
        isWish: attribute.isWish,
      }),
    );
  }
}

/** The first kernel that has a folder some steps below another: that of the last of them to come. */
function folderSince(kind: FolderKind, path: string): KernelVersion {
  let at = kind;
  let since = kind.since ?? 0;
  for (const name of path.split('/')) {
    at = childFolder(at, name, Infinity) ?? at;
    since = Math.max(since, at.since ?? 0);
  }
  return since;
}

/** Options of the folders within a function. */
function checkFilled(
  driver: FunctionDriver,
  definition: FunctionDefinition,
  path: string,
  issues: Issue[],
  kernel: KernelVersion,
): void {
  for (const filled of driver.fills?.(definition) ?? []) {
    if ('link' in filled) continue;
    const at = filled.at === undefined ? path : `${path}.${filled.at}`;
    const folder = innerFolder(driver.folder, filled.name, kernel);
    if (folder) checkAttributes(folder.kind.attributes, filled.source, at, issues, kernel);
    else if (filled.at !== undefined) {
      const since = folderSince(driver.folder, filled.name);
      issues.push(lacksAttribute({ path: at, since, kernel, isDefault: false }));
    }
  }
}

/** Functions and attributes that came with later kernels. */
export const kernelSupport: GadgetRule = ({ definition, functions }, issues, { kernel }) => {
  functions.forEach((each, index) => {
    if (!each) return;
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
    if (!isRaw(each)) checkFilled(driverOf(each), each, `functions[${index}]`, issues, kernel);
  });
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
