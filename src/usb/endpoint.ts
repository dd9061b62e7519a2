/** Direction of an endpoint as the host sees it: `in` carries data to the host (USB 2.0, 5.2.2.2). */
export type Direction = 'in' | 'out';

/** Both directions. */
export const directions: readonly Direction[] = ['in', 'out'];

/** Transfer type of an endpoint that a function may ask for (USB 2.0, 4.7); control is endpoint zero's alone. */
export type TransferType = 'bulk' | 'interrupt' | 'isochronous';

/** Each transfer type with its bits in `bmAttributes` (USB 2.0, 9.6.6). */
export const transferBits: Readonly<Record<TransferType, number>> = { isochronous: 1, bulk: 2, interrupt: 3 };

/** The transfer types. */
export const transferTypes: readonly TransferType[] = ['bulk', 'interrupt', 'isochronous'];

/** What a function asks the controller for, once for each endpoint and in the order in which its driver asks. */
export interface EndpointRequest {
  /** Direction as the host sees it. */
  readonly direction: Direction;
  /** Transfer type. */
  readonly transfer: TransferType;
  /**
   * `wMaxPacketSize` in bytes that the kernel compares with the limit of an endpoint, 0 to 1024; 0 fits every endpoint.
   * Bulk descriptors start at 0 (drivers/usb/gadget/epautoconf.c).
   */
  readonly matchSize: number;
  /** Bytes of one packet at high speed, 0 to 1024, for the transmit FIFO. */
  readonly packetSize: number;
  /** Packets of one microframe, 1 to 3. Default 1. */
  readonly multiplier?: number;
  /** The function goes on without it (SourceSink's isochronous pair). Default false. */
  readonly optional?: boolean;
  /** Kernels from this version on do not ask for it, as in `6.3`. Default: every kernel does. */
  readonly before?: string;
}

/** The address of an endpoint: its number, with bit 7 set for `in` (USB 2.0, 9.6.6). */
export function endpointAddress(direction: Direction, number: number): number {
  return direction === 'in' ? number | 0x80 : number;
}
