import { functionDrivers } from '../functions/drivers.js';

/** The modules that a simulated kernel has. */
export const knownModules: ReadonlySet<string> = new Set([
  'configfs',
  'libcomposite',
  'usb_f_fs',
  ...Object.values(functionDrivers()).map((each) => each.module),
]);
