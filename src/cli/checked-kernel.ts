import { parseKernelVersion } from '../attributes/kernel-version.js';
import { usageError } from './usage-error.js';

/** A kernel version from the command line, as it was written. */
export function checkedKernel(kernel: string): string {
  if (parseKernelVersion(kernel) === undefined)
    throw usageError(`"${kernel}" is no kernel version.`, 'Write it as in 6.1 or 6.12.107.');
  return kernel;
}
