import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostDevice } from './host.js';

/** An endpoint as the host reads it: the bytes that its packets hold, and how many come in one microframe. */
export interface HostEndpoint {
  readonly direction: 'in' | 'out';
  readonly transfer: 'control' | 'isochronous' | 'bulk' | 'interrupt';
  readonly packetSize: number;
  readonly multiplier: number;
}

const transfers = ['control', 'isochronous', 'bulk', 'interrupt'] as const;

/** The descriptors of a device, one after the other, as its host has read them. */
export function descriptors(device: HostDevice): Buffer[] {
  const bytes = readFileSync(join(device.path, 'descriptors'));
  const found: Buffer[] = [];
  for (let at = 0; at + 1 < bytes.length && bytes[at]! > 1; at += bytes[at]!)
    found.push(bytes.subarray(at, at + bytes[at]!));
  return found;
}

const endpointType = 5;

/** Every endpoint of a device, those of alternate settings too (USB 2.0, 9.6.6). */
export function hostEndpoints(device: HostDevice): HostEndpoint[] {
  return descriptors(device)
    .filter((each) => each[1] === endpointType)
    .map((each) => {
      const size = each.readUInt16LE(4);
      return {
        direction: each[2]! & 0x80 ? 'in' : 'out',
        transfer: transfers[each[3]! & 3]!,
        packetSize: size & 0x7ff,
        multiplier: (size >> 11) + 1,
      };
    });
}
