import type { EndpointRequest } from '../usb/endpoint.js';
import { bulk, interrupt } from './function-driver.js';

/** What a driver asks for with its default options. */
export interface RawInterfaces {
  /** The module that has the driver. */
  readonly module: string;
  /** How many interfaces it has. */
  readonly interfaces: number;
  /** The endpoints, in the order in which the driver asks. */
  readonly endpoints: readonly EndpointRequest[];
}

const isochronous = (direction: 'in' | 'out', packetSize: number, optional = false): EndpointRequest =>
  Object.freeze({ direction, transfer: 'isochronous', matchSize: packetSize, packetSize, ...(optional && { optional }) });

const pair = [bulk('in'), bulk('out')];

/** Drivers without a file of their own, with what they ask for by default (drivers/usb/gadget/function/f_*.c). */
export const rawInterfaces: Readonly<Record<string, RawInterfaces>> = {
  Loopback: { module: 'usb_f_ss_lb', interfaces: 1, endpoints: pair },
  SourceSink: {
    module: 'usb_f_ss_lb',
    interfaces: 1,
    endpoints: [...pair, isochronous('in', 1023, true), isochronous('out', 1023, true)],
  },
  midi: { module: 'usb_f_midi', interfaces: 2, endpoints: pair },
  midi2: { module: 'usb_f_midi2', interfaces: 2, endpoints: [...pair, interrupt('in', 512, 8), bulk('out')] },
  phonet: { module: 'usb_f_phonet', interfaces: 2, endpoints: [bulk('out'), bulk('in')] },
  printer: { module: 'usb_f_printer', interfaces: 1, endpoints: pair },
  tcm: { module: 'usb_f_tcm', interfaces: 1, endpoints: [...pair, ...pair] },
  uac1: {
    module: 'usb_f_uac1',
    interfaces: 3,
    endpoints: [interrupt('in', 2), isochronous('out', 200), isochronous('in', 200)],
  },
  uac2: {
    module: 'usb_f_uac2',
    interfaces: 3,
    endpoints: [interrupt('in', 6), isochronous('out', 260), isochronous('in', 3), isochronous('in', 196)],
  },
  uvc: { module: 'usb_f_uvc', interfaces: 2, endpoints: [isochronous('in', 1023)] },
};
