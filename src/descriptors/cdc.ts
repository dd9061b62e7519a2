import { describe, type Descriptor } from './descriptor.js';
import { endpoint, type BySpeed } from './endpoint-descriptors.js';
import type { AttributeTexts, BoundFunction, FunctionText } from './function-descriptors.js';
import { classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { layouts } from './layouts.js';

/** Subclasses of the communications class (CDC 1.2, table 4). */
export const subClasses = {
  abstractControl: 0x02,
  ethernet: 0x06,
  mobileDirectLine: 0x0a,
  objectExchange: 0x0b,
  ethernetEmulation: 0x0c,
  networkControl: 0x0d,
  phonet: 0xfe,
} as const;

/** 32 ms: at high speed 2 to the power of 8 microframes (USB_MS_TO_HS_INTERVAL, include/linux/usb/composite.h). */
const notificationInterval: BySpeed = [32, 9, 9];

/** The first of the class-specific descriptors. */
export const header = (version = 0x0110): Descriptor => describe(layouts.cdcHeader, { bcdCDC: version });

/** The control interface and the one with its data. */
export const union = (control: number, data: number): Descriptor =>
  describe(layouts.cdcUnion, { bControlInterface: control, bSubordinateInterface0: data });

/** The interrupt endpoint of a control interface. */
export function notifications(
  bound: BoundFunction,
  index: number,
  size: number,
  bytesPerInterval: number = size,
): Descriptor[] {
  return endpoint(bound, index, {
    packetSize: [size, size, size],
    interval: notificationInterval,
    bytesPerInterval,
  });
}

/** A data interface with nothing in its first setting and two endpoints in its second. */
export function switchedData(
  number: number,
  is: Triple,
  strings: readonly (number | undefined)[],
): Descriptor[] {
  const [off, on] = strings;
  return [
    interfaceDescriptor({ number, alternate: 0, is, string: off }),
    interfaceDescriptor({ number, alternate: 1, endpoints: 2, is, string: on }),
  ];
}

/** What data interfaces are, in most cases. */
export const plainData: Triple = [classes.data, 0, 0];

/** ETH_FRAME_LEN (include/uapi/linux/if_ether.h). */
export const longestFrame = 1514;

/** What a network card tells of itself; the address of the host's end is a string. */
export const ethernetNetworking = (address: number, longestSegment: number = longestFrame): Descriptor =>
  describe(layouts.cdcEthernet, { iMACAddress: address, wMaxSegmentSize: longestSegment });

/** The address of the host's end as twelve capital digits (u_ether.c, gether_get_host_addr_cdc). */
export function hostAddressText(attributes: AttributeTexts): FunctionText {
  return attributes
    .text('host_addr')
    ?.replace(/[^0-9a-f]/gi, '')
    .toUpperCase();
}
