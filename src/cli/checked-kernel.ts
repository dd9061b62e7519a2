import { parseKernelVersion, since } from '../attributes/kernel-version.js';
import { usageError } from './usage-error.js';

/** drivers/usb/gadget/configfs.c came with it. */
const firstWithGadgets = since(3, 10);

/** A kernel version from the command line, as it was written. */
export function checkedKernel(kernel: string): string {
  const version = parseKernelVersion(kernel);
  if (version === undefined)
    throw usageError(`"${kernel}" is no kernel version.`, 'Write it as in 6.1 or 6.12.107.');
  if (version < firstWithGadgets)
    throw usageError(`Linux ${kernel} has no gadgets in configfs.`, 'The first kernel that has is 3.10.');
  return kernel;
}
