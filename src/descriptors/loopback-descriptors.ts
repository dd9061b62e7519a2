import type { Descriptor } from './descriptor.js';
import { endpoint, type EndpointFacts } from './endpoint-descriptors.js';
import {
  numberOf,
  type AttributeTexts,
  type BoundFunction,
  type FunctionDescriptors,
} from './function-descriptors.js';
import { classes, interfaceDescriptor, type Triple } from './interfaces.js';

const vendor: Triple = [classes.vendor, 0, 0];

/** The endpoint from the host comes first at full speed, and second at others. */
function pair(
  bound: BoundFunction,
  [input, output]: readonly [number, number],
  facts?: EndpointFacts,
): Descriptor[] {
  const both = [endpoint(bound, input, facts), endpoint(bound, output, facts)];
  return (bound.speed === 'full' ? both.reverse() : both).flat();
}

/** drivers/usb/gadget/function/f_loopback.c */
export const loopbackDescriptors: FunctionDescriptors = {
  strings: () => ['loop input to output'],
  stringIds: 'latest',
  descriptors: (bound) => [
    interfaceDescriptor({
      number: bound.firstInterface,
      endpoints: 2,
      is: vendor,
      string: bound.strings[0],
    }),
    ...pair(bound, [0, 1]),
  ],
};

/** What the isochronous endpoints are, within the limits that the driver keeps them in. */
function isochronous(attributes: AttributeTexts): EndpointFacts {
  const interval = Math.min(16, Math.max(1, numberOf(attributes, 'isoc_interval', 4)));
  const size = Math.min(1024, numberOf(attributes, 'isoc_maxpacket', 1024));
  const multiplier = Math.min(2, numberOf(attributes, 'isoc_mult', 0));
  const burst = Math.min(15, numberOf(attributes, 'isoc_maxburst', 0));
  return {
    packetSize: [Math.min(1023, size), size | (multiplier << 11), size],
    interval: [interval, interval, interval],
    burst,
    companionAttributes: multiplier,
    bytesPerInterval: size * (multiplier + 1) * (burst + 1),
  };
}

/** drivers/usb/gadget/function/f_sourcesink.c: its string is never given an id. */
export const sourceSinkDescriptors: FunctionDescriptors = {
  strings: () => [],
  stringIds: 'latest',
  descriptors(bound) {
    const { firstInterface: number, endpoints, attributes } = bound;
    const bulk: EndpointFacts = { burst: Math.min(15, numberOf(attributes, 'bulk_maxburst', 0)) };
    const simple = [interfaceDescriptor({ number, endpoints: 2, is: vendor }), ...pair(bound, [0, 1], bulk)];
    if (endpoints.length < 4) return simple;
    return [
      ...simple,
      interfaceDescriptor({ number, alternate: 1, endpoints: 4, is: vendor }),
      ...pair(bound, [0, 1], bulk),
      ...pair(bound, [2, 3], isochronous(attributes)),
    ];
  },
};
