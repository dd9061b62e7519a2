import type { Direction, TransferType } from '../usb/endpoint.js';

/** The fastest speed of a controller (`/sys/class/udc/<name>/maximum_speed`). `high` and `super` also run slower. */
export type ControllerSpeed = 'full' | 'high' | 'super';

/**
 * How sure a profile is.
 *
 * - `measured`: the list was compared with what a running kernel binds.
 * - `source`: read in the driver's source, which holds the list itself.
 * - `capture`: worked out from registers or kernel logs of a real board.
 * - `guess`: at least the number of endpoints is not confirmed.
 */
export type Confidence = 'measured' | 'source' | 'capture' | 'guess';

/**
 * Drivers that choose endpoints by a rule of their own before the kernel's first fit (`match_ep` of their `usb_gadget_ops`).
 *
 * - `chipidea`: isochronous IN takes the last free IN endpoint of the list (drivers/usb/chipidea/udc.c).
 * - `cdns3`: the first free endpoint of the direction, whatever its type and size (drivers/usb/cdns3/cdns3-gadget.c).
 * - `net2280`: a table of preferred endpoints for interrupt and isochronous (drivers/usb/gadget/udc/net2280.c).
 *
 * The rule of atmel_usba is the first fit itself, so it needs no word here. The first bind after the drivers are loaded is what
 * these rules describe: later, net2280 prefers the endpoint number that the same function had last, and atmel_usba has lowered
 * the limit of each endpoint to what it was first claimed for.
 */
export type MatchEndpoint = 'chipidea' | 'cdns3' | 'net2280';

/** One endpoint of a controller, endpoint zero not counted. */
export interface ControllerEndpoint {
  /** The driver's name for it; digits right after `ep` are its number, without digits the kernel counts (`ep1in`, `ep-a`). */
  readonly name: string;
  /** The directions it can take, one at a time: both for an endpoint that either an IN or an OUT request may claim. */
  readonly directions: readonly Direction[];
  /** The transfers it is made for. The kernel also puts interrupt transfers on bulk endpoints. Default: all three. */
  readonly transfers?: readonly TransferType[];
  /** The driver's limit for `wMaxPacketSize`, in bytes (`maxpacket_limit`). Default 1024. */
  readonly maxPacketSize?: number;
}

/**
 * What a USB device controller (UDC) offers: plain JSON, so that a board that is not known here can be described in a file.
 *
 * @example
 * ```json
 * {
 *   "name": "my-board",
 *   "speed": "high",
 *   "endpoints": [
 *     { "name": "ep1in", "directions": ["in"] },
 *     { "name": "ep1out", "directions": ["out"] },
 *     { "name": "ep2", "directions": ["in", "out"], "transfers": ["interrupt"], "maxPacketSize": 64 }
 *   ]
 * }
 * ```
 */
export interface ControllerProfile {
  /** Its name here: the driver's, with the chip if that matters. */
  readonly name: string;
  /** What people call it. Default: the name. */
  readonly title?: string;
  /** Its endpoints in the order of the driver's list, which is the order in which the kernel tries them. At most 31. */
  readonly endpoints: readonly ControllerEndpoint[];
  /** Its fastest speed. Default `high`. */
  readonly speed?: ControllerSpeed;
  /** Whether it has alternate settings (no `quirk_altset_not_supp`); without, ecm, ncm and obex refuse to bind. Default true. */
  readonly alternateSettings?: boolean;
  /**
   * Sizes of the transmit FIFOs in words of 4 bytes, for controllers that give each IN endpoint one when the host
   * configures the device (dwc2 with dedicated FIFOs). Default: FIFOs are no limit.
   */
  readonly transmitFifoWords?: readonly number[];
  /** The driver's own rule for choosing endpoints. Default: the kernel's first fit. */
  readonly matchEndpoint?: MatchEndpoint;
  /** How sure this is. Default `guess`. */
  readonly confidence?: Confidence;
  /** Where this is known from. Default: empty. */
  readonly source?: string;
}

/** The limit of an endpoint for `wMaxPacketSize`, in bytes. */
export function endpointLimit(endpoint: ControllerEndpoint): number {
  return endpoint.maxPacketSize ?? 1024;
}

/** How many endpoints of a direction a controller has; one that can take either direction counts under both. */
export function endpointTotal(profile: ControllerProfile, direction: Direction): number {
  return profile.endpoints.filter((each) => each.directions.includes(direction)).length;
}
