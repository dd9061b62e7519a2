import type { FunctionDefinition } from '../functions/drivers.js';
import type { FunctionFsInterface } from '../functions/function-fs.js';
import { functionFsEndpoint } from '../functions/function-fs-bytes.js';
import { isRaw } from '../functions/raw.js';
import { describe, type Descriptor } from './descriptor.js';
import type { BoundFunction, FunctionDescriptors } from './function-descriptors.js';
import { interfaceDescriptor } from './interfaces.js';
import { layouts } from './layouts.js';

const interfacesOf = (definition: FunctionDefinition): readonly FunctionFsInterface[] =>
  definition.driver === 'ffs' && !isRaw(definition) ? definition.interfaces : [];

const textsOf = (definition: FunctionDefinition): readonly string[] =>
  interfacesOf(definition).flatMap(({ text }) => (text === undefined ? [] : [text]));

/** What a program writes, with the addresses that the kernel has found. */
function endpointDescriptors(
  { endpoints, speed }: BoundFunction,
  declared: FunctionFsInterface['endpoints'][number],
  index: number,
): Descriptor[] {
  const { transferBits, packetBytes, interval, bytesPerInterval } = functionFsEndpoint(declared, speed);
  const own = describe(layouts.endpoint, {
    bEndpointAddress: endpoints[index]?.address ?? 0,
    bmAttributes: transferBits,
    wMaxPacketSize: packetBytes,
    bInterval: interval,
  });
  return speed === 'super'
    ? [own, describe(layouts.companion, { wBytesPerInterval: bytesPerInterval })]
    : [own];
}

/** drivers/usb/gadget/function/f_fs.c: what the program declares, with the kernel's numbers of interfaces, endpoints and texts. */
export const functionFsDescriptors: FunctionDescriptors = {
  strings: (_attributes, _kernel, definition) => textsOf(definition),
  stringIds: 'own',
  // Of a raw one the program alone knows.
  isKnown: (_attributes, definition) => interfacesOf(definition).length > 0,
  // Each interface has empty ids of which the kernel takes all for those of interface 0 (ffs_func_bind, count_ext_compat).
  emptyCompatibleIds: (definition) => interfacesOf(definition).length,
  descriptors(bound) {
    let endpointIndex = 0;
    let textIndex = 0;
    return interfacesOf(bound.definition).flatMap(
      ({ class: interfaceClass = 0xff, subclass = 0, protocol = 0, text, endpoints }, index) => [
        interfaceDescriptor({
          number: bound.firstInterface + index,
          endpoints: endpoints.length,
          is: [interfaceClass, subclass, protocol],
          string: text === undefined ? 0 : bound.strings[textIndex++],
        }),
        ...endpoints.flatMap((each) => endpointDescriptors(bound, each, endpointIndex++)),
      ],
    );
  },
};
