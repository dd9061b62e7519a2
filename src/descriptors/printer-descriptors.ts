import { endpointPair } from './endpoint-descriptors.js';
import type { FunctionDescriptors } from './function-descriptors.js';
import { classes, interfaceDescriptor } from './interfaces.js';

/** drivers/usb/gadget/function/f_printer.c: a printer of both directions (Printer 1.1, 4.2.1). */
export const printerDescriptors: FunctionDescriptors = {
  strings: () => [],
  stringIds: 'none',
  descriptors: (bound) => [
    interfaceDescriptor({ number: bound.firstInterface, endpoints: 2, is: [classes.printer, 1, 2] }),
    ...endpointPair(bound),
  ],
};
