import { since, type KernelVersion } from '../attributes/kernel-version.js';

/**
 * How many interfaces the kernel numbers in one configuration (MAX_CONFIG_INTERFACES, include/linux/usb/composite.h):
 * 16 up to 6.11, 32 from 6.12 on.
 *
 * @param kernel - the version as one number: 6.12.107 is 6012107.
 */
export function interfaceLimit(kernel: KernelVersion): number {
  return kernel >= since(6, 12) ? 32 : leastInterfaceLimit;
}

/** What every kernel numbers: the limit where no kernel is named. */
export const leastInterfaceLimit = 16;
