import type { SimulatedConfigfs } from './simulated-configfs.js';
import { SimulatedControllerClass } from './simulated-controller-class.js';
import type { SimulatedController } from './simulated-controller.js';
import type { SimulatedFiles } from './simulated-files.js';
import { SimulatedInterfaceClass } from './simulated-interface-class.js';
import type { SimulatedMount } from './simulated-mounts.js';
import { SimulatedNetworkSettings } from './simulated-network-settings.js';
import type { SimulatedNumbers } from './simulated-numbers.js';

/** Where configfs is mounted. */
export const configfsFolder: readonly string[] = ['sys', 'kernel', 'config'];

/** What the file systems of a simulated machine show. */
export interface ShownParts {
  readonly files: SimulatedFiles;
  readonly configfs: SimulatedConfigfs;
  readonly controllers: readonly SimulatedController[];
  readonly numbers: SimulatedNumbers;
  /** Whether configfs is mounted. */
  readonly isMounted: () => boolean;
}

/** What is always mounted on a simulated machine; the root, last, takes every path. */
export function fixedMounts({
  files,
  configfs,
  controllers,
  numbers,
  isMounted,
}: ShownParts): readonly SimulatedMount[] {
  return [
    { at: [...configfsFolder, 'usb_gadget'], files: configfs, isMounted },
    { at: ['sys', 'class', 'udc'], files: new SimulatedControllerClass(controllers, files) },
    { at: ['sys', 'class', 'net'], files: new SimulatedInterfaceClass(numbers) },
    { at: ['proc', 'sys', 'net'], files: new SimulatedNetworkSettings(numbers) },
    { at: [], files },
  ];
}
