import { GadgetError, issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { defaultConfigfs, gadgetsFolder, type ConfigfsOptions } from './locations.js';
import { codeOf } from './system-errors.js';
import { isThere } from './text-file.js';

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
