import { GadgetError, issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { defaultConfigfs, gadgetsFolder, type ConfigfsOptions } from './locations.js';
import { codeOf, isForbidden } from './system-errors.js';
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
  const message = `There is no "${folder}".${said}`;
  const cure =
    'See that the kernel has configfs and libcomposite (CONFIG_USB_LIBCOMPOSITE), and that this is no container.';
  const fault = isForbidden(codeOf(refusal))
    ? issue('NOT_PERMITTED', folder, message, 'Run as root.')
    : issue('CONFIGFS_MISSING', folder, message, cure);
  throw new GadgetError([fault], { cause: refusal });
}
