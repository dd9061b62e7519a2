import { functionDrivers } from '../functions/drivers.js';
import { rawInterfaces } from '../functions/raw-endpoints.js';

/** The modules that a simulated kernel has. */
export const knownModules: ReadonlySet<string> = new Set([
  'configfs',
  'libcomposite',
  'usb_f_fs',
  ...[...functionDrivers().values(), ...Object.values(rawInterfaces())].map((each) => each.module),
]);
