import { describe } from './descriptor.js';
import { endpointPair, type EndpointFacts } from './endpoint-descriptors.js';
import { numberOf, type AttributeTexts, type FunctionDescriptors } from './function-descriptors.js';
import { classes, interfaceDescriptor } from './interfaces.js';
import { layouts } from './layouts.js';

const reportType = 0x22;

const reportDescriptor = (attributes: AttributeTexts): string => attributes.bytes('report_desc') ?? '';

/** drivers/usb/gadget/function/f_hid.c */
export const hidDescriptors: FunctionDescriptors = {
  strings: () => ['HID Interface'],
  descriptors(bound) {
    const { attributes, firstInterface, strings, endpoints } = bound;
    const length = numberOf(attributes, 'report_length', 0);
    const interval = attributes.text('interval');
    const facts: EndpointFacts = {
      packetSize: [length, length, length],
      // An interval that is written holds at every speed, although its unit is another one (f_hid.c of 6.17, interval_user_set).
      interval: interval === undefined ? [10, 4, 4] : [Number(interval), Number(interval), Number(interval)],
      bytesPerInterval: length,
    };
    return [
      interfaceDescriptor({
        number: firstInterface,
        endpoints: endpoints.length,
        is: [
          classes.humanInterface,
          numberOf(attributes, 'subclass', 0),
          numberOf(attributes, 'protocol', 0),
        ],
        string: strings[0],
      }),
      describe(layouts.hid, {
        bcdHID: 0x0101,
        bNumDescriptors: 1,
        bDescriptorType: reportType,
        wDescriptorLength: reportDescriptor(attributes).length / 2,
      }),
      ...endpointPair(bound, facts),
    ];
  },
  hidReport: reportDescriptor,
};
