import { validate } from '../gadget/validate.js';
import { driverOf, functionDrivers } from '../functions/drivers.js';
import { functionName } from '../functions/function-name.js';
import { gadgetsFolder } from '../live/machine/locations.js';
import { mountTable } from '../live/machine/mount-table.js';
import { isThere, textOf } from '../live/machine/text-file.js';
import type { IssueCode } from '../issue-codes.js';
import { fault, good, note, warning, type Found } from './finding.js';
import type { Patient } from './patient.js';

/** Whether configfs is mounted and the gadget code is loaded. */
export async function configfsCheck({ system, options }: Patient): Promise<Found[]> {
  const folder = gadgetsFolder(options);
  if (await isThere(system, folder)) return [good(`${folder} is there.`)];
  const configfs = folder.slice(0, folder.lastIndexOf('/'));
  const mounted = (await mountTable(system)).some(
    ({ point, type }) => point === configfs && type === 'configfs',
  );
  return [
    mounted
      ? note(`${configfs} is mounted, libcomposite is not loaded.`, '`up` loads it: modprobe libcomposite.')
      : note(`There is no ${folder}.`, '`up` mounts configfs and loads libcomposite, if it is root.'),
  ];
}

/** The names of the modules that a kernel has, as files or built in (modules.dep(5)), with underscores. */
async function modulesOf({ system, release }: Patient): Promise<ReadonlySet<string> | undefined> {
  const folder = `/lib/modules/${release}`;
  const lists = await Promise.all(
    ['modules.dep', 'modules.builtin'].map((file) => textOf(system, `${folder}/${file}`)),
  );
  if (lists.every((text) => !text)) return undefined;
  const files = lists.join('\n').matchAll(/^(?:\S*\/)?([^/\s:]+)\.ko/gm);
  return new Set([...files].map(([, name = '']) => name.replaceAll('-', '_')));
}

/** Whether the kernel has the gadget code, and the module of each function that is wanted. */
export async function modulesCheck(patient: Patient): Promise<Found[]> {
  const { release, definition } = patient;
  const modules = await modulesOf(patient);
  if (!modules)
    return [
      warning(
        `/lib/modules/${release} has no lists of modules.`,
        "Install the kernel's modules; after an update of the kernel, reboot.",
      ),
    ];
  if (!modules.has('libcomposite'))
    return [
      fault(
        `Linux ${release} has no libcomposite.`,
        'It needs a kernel with CONFIG_USB_LIBCOMPOSITE and CONFIG_USB_CONFIGFS.',
      ),
    ];
  if (!definition) {
    const drivers = Object.values(functionDrivers());
    const lacking = drivers.filter(({ module }) => !modules.has(module)).map(({ driver }) => driver);
    const count = `${drivers.length - lacking.length} of ${drivers.length} functions have their modules`;
    return [lacking.length ? note(`${count}; not ${lacking.join(', ')}.`) : good(`${count}.`)];
  }
  return definition.functions.map((each) => {
    const { module } = driverOf(each);
    if (!module) return note(`Nothing is known of the module of ${functionName(each)}.`);
    return modules.has(module)
      ? good(`${functionName(each)}: ${module} is there.`)
      : fault(
          `${functionName(each)}: Linux ${release} has no module ${module}.`,
          'Turn the function off, or use a kernel that has it.',
        );
  });
}

const aboutKernels: readonly IssueCode[] = [
  'KERNEL_LACKS_ATTRIBUTE',
  'KERNEL_LACKS_ATTRIBUTE_UNUSED',
  'KERNEL_LACKS_FUNCTION',
  'KERNEL_REFUSES_VALUE',
];

/** What the gadget asks for and the kernel lacks, by its version. */
export function attributesCheck({ definition, release }: Patient): Found[] {
  if (!definition) return [];
  const issues = validate(definition, { kernel: release }).filter(({ code }) => aboutKernels.includes(code));
  if (!issues.length) return [good(`Linux ${release} has every attribute that ${definition.name} sets.`)];
  return issues.map(({ severity, message, hint }) => ({
    state: severity,
    text: message,
    cure: hint,
  }));
}
