import { once } from '../options/once.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import type { Errno } from '../attributes/errno.js';
import type { EndpointRequest } from '../usb/endpoint.js';
import { interrupt, type InstancePool } from './function-driver.js';

/** What a driver asks for with its default options. */
export interface RawInterfaces {
  /** The module that has the driver. */
  readonly module: string;
  /** How many interfaces it has. */
  readonly interfaces: number;
  /** The endpoints, in the order in which the driver asks. */
  readonly endpoints: readonly EndpointRequest[];
  /** The first kernel that has it. Default: older than all that we know. */
  readonly since?: KernelVersion;
  /** The numbers that each instance takes one of. */
  readonly pool?: InstancePool;
  /** What its bind answers when an endpoint is missing. Default ENODEV. */
  readonly bindErrno?: Errno;
  /** The folders that come with it, by path within the function's. */
  readonly groups?: readonly string[];
  /** It holds the gadget off the bus until a program opens its device (bind_deactivated). */
  readonly heldOffBus?: boolean;
}

const isochronous = (direction: 'in' | 'out', packetSize: number): EndpointRequest =>
  Object.freeze({ direction, transfer: 'isochronous', matchSize: packetSize, packetSize });

/** Drivers without a file of their own, with what they ask for by default (drivers/usb/gadget/function/f_*.c). */
export const rawInterfaces: () => Readonly<Record<string, RawInterfaces>> = once(() => ({
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
  uvc: {
    module: 'usb_f_uvc',
    interfaces: 2,
    endpoints: [{ ...interrupt('in', 16), before: '6.3' }, isochronous('in', 1023)],
    groups: [
      'control/class/fs',
      'control/class/ss',
      'control/extensions',
      'control/header',
      'control/processing/default',
      'control/terminal/camera/default',
      'control/terminal/output/default',
      'streaming/class/fs',
      'streaming/class/hs',
      'streaming/class/ss',
      'streaming/color_matching/default',
      'streaming/framebased',
      'streaming/header',
      'streaming/mjpeg',
      'streaming/uncompressed',
    ],
    bindErrno: 'EINVAL',
    heldOffBus: true,
  },
}));
