import type { ControllerSpeed } from '../udc/profile.js';
import { transferBits } from '../usb/endpoint.js';
import { describe, type Descriptor } from './descriptor.js';
import type { BoundFunction } from './function-descriptors.js';
import { layouts, type DescriptorLayout } from './layouts.js';

/** A value at full, high and super speed. */
export type BySpeed = readonly [full: number, high: number, superSpeed: number];

const place: Readonly<Record<ControllerSpeed, 0 | 1 | 2>> = { full: 0, high: 1, super: 2 };

/** The value for a speed. */
export const atSpeed = (values: BySpeed, speed: ControllerSpeed): number => values[place[speed]];

/** What is known of an endpoint of a controller. */
type EndpointClaim = Pick<BoundFunction['endpoints'][number], 'address' | 'transfer' | 'maxPacketSize'>;

/** What a driver says of one endpoint. */
export interface EndpointFacts {
  /** `wMaxPacketSize`. Default: that of bulk endpoints. */
  readonly packetSize?: BySpeed;
  /** `bInterval`. Default 0. */
  readonly interval?: BySpeed;
  /** `bMaxBurst` at SuperSpeed. Default 0. */
  readonly burst?: number;
  /** `wBytesPerInterval` at SuperSpeed. Default 0. */
  readonly bytesPerInterval?: number;
  /** More bits of `bmAttributes`. Default none. */
  readonly attributes?: number;
  /** `bmAttributes` of the companion. Default 0. */
  readonly companionAttributes?: number;
  /** What the driver's table has in place of one that was not asked for. Default: then there is no descriptor. */
  readonly unclaimed?: EndpointClaim;
  /** Its layout. Default that of USB 2.0. */
  readonly layout?: DescriptorLayout;
}

/** Bulk packets are of a fixed size from high speed on (USB 2.0, 5.8.3; USB 3.2, 8.12.1). At full speed they have 64 bytes, or what the controller can (epautoconf.c). */
const bulkPackets = (limit: number): BySpeed => [Math.min(64, limit), 512, 1024];

/** The descriptor of one endpoint, and at SuperSpeed the companion that follows it. */
export function endpoint(
  { endpoints, speed }: Pick<BoundFunction, 'endpoints' | 'speed'>,
  index: number,
  facts: EndpointFacts = {},
): Descriptor[] {
  const claimed = endpoints[index] ?? facts.unclaimed;
  if (!claimed) return [];
  const { address, transfer, maxPacketSize } = claimed;
  const { packetSize = bulkPackets(maxPacketSize), interval = [0, 0, 0], attributes = 0 } = facts;
  const own = describe(facts.layout ?? layouts.endpoint, {
    bEndpointAddress: address,
    bmAttributes: transferBits[transfer] | attributes,
    wMaxPacketSize: atSpeed(packetSize, speed),
    bInterval: atSpeed(interval, speed),
  });
  return speed === 'super' ? [own, companion(facts)] : [own];
}

/** The first two endpoints of a function, which most have for their data. */
export const endpointPair = (bound: BoundFunction, facts?: EndpointFacts): Descriptor[] => [
  ...endpoint(bound, 0, facts),
  ...endpoint(bound, 1, facts),
];

/** The companion of an endpoint (USB 3.2, 9.6.7). */
function companion({ burst = 0, companionAttributes = 0, bytesPerInterval = 0 }: EndpointFacts): Descriptor {
  return describe(layouts.companion, {
    bMaxBurst: burst,
    bmAttributes: companionAttributes,
    wBytesPerInterval: bytesPerInterval,
  });
}
