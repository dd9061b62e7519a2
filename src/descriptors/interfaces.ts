import { describe, type Descriptor } from './descriptor.js';
import { layouts } from './layouts.js';

/** Class codes of interfaces (USB-IF, defined class codes). */
export const classes = {
  audio: 0x01,
  communications: 0x02,
  humanInterface: 0x03,
  printer: 0x07,
  massStorage: 0x08,
  data: 0x0a,
  video: 0x0e,
  vendor: 0xff,
} as const;

/** The three codes that say what an interface or a group of them is. */
export type Triple = readonly [interfaceClass: number, subClass: number, protocol: number];

/** What an interface descriptor is filled in with. */
export interface InterfaceFacts {
  /** `bInterfaceNumber`. */
  readonly number: number;
  /** `bAlternateSetting`. Default 0. */
  readonly alternate?: number;
  /** `bNumEndpoints`. Default 0. */
  readonly endpoints?: number;
  /** What it is. */
  readonly is: Triple;
  /** `iInterface`. Default 0: none. */
  readonly string?: number | undefined;
}

/** An interface descriptor (USB 2.0, 9.6.5). */
export function interfaceDescriptor({
  number,
  alternate = 0,
  endpoints = 0,
  is,
  string = 0,
}: InterfaceFacts): Descriptor {
  const [bInterfaceClass, bInterfaceSubClass, bInterfaceProtocol] = is;
  return describe(layouts.interface, {
    bInterfaceNumber: number,
    bAlternateSetting: alternate,
    bNumEndpoints: endpoints,
    bInterfaceClass,
    bInterfaceSubClass,
    bInterfaceProtocol,
    iInterface: string,
  });
}

/** The descriptor of a group of interfaces (interface association descriptors engineering change notice). */
export function association(first: number, count: number, is: Triple, string = 0): Descriptor {
  const [bFunctionClass, bFunctionSubClass, bFunctionProtocol] = is;
  return describe(layouts.association, {
    bFirstInterface: first,
    bInterfaceCount: count,
    bFunctionClass,
    bFunctionSubClass,
    bFunctionProtocol,
    iFunction: string,
  });
}
