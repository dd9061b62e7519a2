import { endpoint } from './endpoint-descriptors.js';
import type { FunctionDescriptors } from './function-descriptors.js';
import { classes, interfaceDescriptor } from './interfaces.js';

/** drivers/usb/gadget/function/{f_mass_storage,storage_common}.c: SCSI over bulk endpoints alone. */
export const massStorageDescriptors: FunctionDescriptors = {
  strings: () => ['Mass Storage'],
  descriptors: (bound) => [
    interfaceDescriptor({
      number: bound.firstInterface,
      endpoints: 2,
      is: [classes.massStorage, 6, 0x50],
      string: bound.strings[0],
    }),
    // The buffer has 16 KiB, and 15 is the most that there can be.
    ...endpoint(bound, 0, { burst: 15 }),
    ...endpoint(bound, 1, { burst: 15, interval: [0, 1, 0] }),
  ],
};
