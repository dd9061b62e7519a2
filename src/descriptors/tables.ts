import { once } from '../options/once.js';
import type { FunctionDescriptors } from './function-descriptors.js';
import { hidDescriptors } from './hid-descriptors.js';
import { massStorageDescriptors } from './mass-storage-descriptors.js';

/** What the host reads of each driver's functions, by the kernel's name of the driver. */
export const functionDescriptors: () => ReadonlyMap<string, FunctionDescriptors> = once(
  () =>
    new Map(
      Object.entries({
        hid: hidDescriptors,
        mass_storage: massStorageDescriptors,
      }),
    ),
);
