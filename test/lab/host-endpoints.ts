import type { Direction, TransferType } from 'usb-gadget';

/** An endpoint as the host reads it. */
export interface HostEndpoint {
  readonly configuration: number;
  readonly interface: number;
  readonly address: number;
  readonly direction: Direction;
  readonly transfer: TransferType;
}

// Types of descriptors (USB 2.0, table 9-5).
const configurationType = 2;
const interfaceType = 4;
const endpointType = 5;

const transfers: readonly (TransferType | undefined)[] = [undefined, 'isochronous', 'bulk', 'interrupt'];

/** Every endpoint of every alternate setting, out of what sysfs shows as `descriptors` (USB 2.0, 9.6.3 to 9.6.6). */
export function hostEndpoints(descriptors: Uint8Array): HostEndpoint[] {
  const found: HostEndpoint[] = [];
  let configuration = 0;
  let number = 0;
  for (let at = 0; at < descriptors.length; at += descriptors[at]!) {
    const byte = (offset: number): number => descriptors[at + offset]!;
    if (byte(0) < 2) throw new Error(`a descriptor of ${byte(0)} bytes at ${at}`);
    if (byte(1) === configurationType) configuration = byte(5);
    if (byte(1) === interfaceType) number = byte(2);
    const transfer = byte(1) === endpointType ? transfers[byte(3) & 3] : undefined;
    if (transfer === undefined) continue;
    const direction = byte(2) & 0x80 ? 'in' : 'out';
    found.push({ configuration, interface: number, address: byte(2), direction, transfer });
  }
  return found;
}
