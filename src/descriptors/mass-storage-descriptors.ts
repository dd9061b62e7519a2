import { describe } from './descriptor.js';
import { endpoint } from './endpoint-descriptors.js';
import type { FunctionDescriptors } from './function-descriptors.js';
import { layouts } from './layouts.js';

/** drivers/usb/gadget/function/{f_mass_storage,storage_common}.c */
export const massStorageDescriptors: FunctionDescriptors = {
  strings: () => ['Mass Storage'],
  descriptors: (bound) => [
    describe(layouts.interface, {
      bInterfaceNumber: bound.firstInterface,
      bNumEndpoints: 2,
      bInterfaceClass: 8,
      bInterfaceSubClass: 6,
      bInterfaceProtocol: 0x50,
      iInterface: bound.strings[0]!,
    }),
    // The buffer has 16 KiB, and 15 is the most that there can be.
    ...endpoint(bound, 0, { burst: 15 }),
    ...endpoint(bound, 1, { burst: 15, interval: [0, 1, 0] }),
  ],
};
