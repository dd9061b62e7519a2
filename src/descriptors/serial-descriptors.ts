import { header, notifications, plainData, subClasses, switchedData, union } from './cdc.js';
import { describe } from './descriptor.js';
import { endpointPair } from './endpoint-descriptors.js';
import { numberOf, type FunctionDescriptors } from './function-descriptors.js';
import { association, classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { layouts } from './layouts.js';

/** It answers SET_LINE_CODING and the like, and tells the state of the line (CDC PSTN 1.2, table 4). */
const lineRequests = 0x02;

/** drivers/usb/gadget/function/f_acm.c */
export const acmDescriptors: FunctionDescriptors = {
  strings: () => ['CDC Abstract Control Model (ACM)', 'CDC ACM Data', 'CDC Serial'],
  stringIds: 'kept',
  descriptors(bound) {
    const { firstInterface: control, strings, attributes } = bound;
    const data = control + 1;
    const is: Triple = [
      classes.communications,
      subClasses.abstractControl,
      numberOf(attributes, 'protocol', 1),
    ];
    return [
      association(control, 2, is, strings[2]),
      interfaceDescriptor({ number: control, endpoints: 1, is, string: strings[0] }),
      header(),
      describe(layouts.cdcCallManagement, { bDataInterface: data }),
      describe(layouts.cdcAbstractControl, { bmCapabilities: lineRequests }),
      union(control, data),
      // The companion of a bulk endpoint, which asks for no bandwidth, stands after it.
      ...notifications(bound, 2, 10, 0),
      interfaceDescriptor({ number: data, endpoints: 2, is: plainData, string: strings[1] }),
      ...endpointPair(bound),
    ];
  },
};

/** drivers/usb/gadget/function/f_serial.c: it has a string, and no descriptor tells of it. */
export const genericSerialDescriptors: FunctionDescriptors = {
  strings: () => ['Generic Serial'],
  stringIds: 'once',
  descriptors: (bound) => [
    interfaceDescriptor({ number: bound.firstInterface, endpoints: 2, is: [classes.vendor, 0, 0] }),
    ...endpointPair(bound),
  ],
};

/** drivers/usb/gadget/function/f_obex.c */
export const objectExchangeDescriptors: FunctionDescriptors = {
  strings: () => ['CDC Object Exchange (OBEX)', 'CDC OBEX Data'],
  noSuperSpeed: () => true,
  descriptors(bound) {
    const { firstInterface: control, strings } = bound;
    const data = control + 1;
    return [
      interfaceDescriptor({
        number: control,
        is: [classes.communications, subClasses.objectExchange, 0],
        string: strings[0],
      }),
      header(0x0120),
      describe(layouts.cdcObjectExchange, { bcdVersion: 0x0100 }),
      union(control, data),
      ...switchedData(data, plainData, [strings[1], strings[1]]),
      ...endpointPair(bound),
    ];
  },
};

/** drivers/usb/gadget/function/f_phonet.c: of its two endpoints the one from the host comes first. */
export const phonetDescriptors: FunctionDescriptors = {
  strings: () => [],
  stringIds: 'none',
  noSuperSpeed: () => true,
  descriptors(bound) {
    const { firstInterface: control } = bound;
    const data = control + 1;
    return [
      interfaceDescriptor({ number: control, is: [classes.communications, subClasses.phonet, 0] }),
      header(),
      describe(layouts.cdcPhonet, { bcdCDC: 0x1505 }),
      union(control, data),
      ...switchedData(data, plainData, [0, 0]),
      ...endpointPair(bound),
    ];
  },
};
