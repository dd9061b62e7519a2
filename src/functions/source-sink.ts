import { copiedAtLink, type Attribute } from '../attributes/attribute.js';
import { since } from '../attributes/kernel-version.js';
import { u32, unsigned } from '../attributes/number-codecs.js';
import { words } from '../attributes/word-codecs.js';
import { once } from '../options/once.js';
import type { Direction, EndpointRequest } from '../usb/endpoint.js';
import { bulk, functionOptions, type FunctionDriver } from './function-driver.js';
import { mostBufferBytes } from './loopback.js';

/** What a {@link SourceSinkFunctionDefinition} sends, and expects: zeros, each byte its place modulo 63, or anything. */
export type SourceSinkPattern = 'zeros' | 'modulo-63' | 'any';

/** A test device that sends without end and takes all that comes, as plain data. */
export interface SourceSinkFunctionDefinition {
  /** Always `SourceSink`: the kernel's spelling. */
  readonly driver: 'SourceSink';
  /** The instance: the folder is `SourceSink.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** What it sends, and what it halts its endpoint for if it gets something else. Default `zeros`. */
  readonly pattern?: SourceSinkPattern;
  /** `bInterval` of the isochronous endpoints, 0 to 16; 0 is 1. Default 4: at high speed each 8th microframe. */
  readonly isochronousInterval?: number;
  /** Bytes of an isochronous packet, 0 to 1024; at full speed at most 1023. Default 1024. */
  readonly isochronousPacketBytes?: number;
  /** Further isochronous packets in one microframe, 0 to 2, from high speed on. Default 0. */
  readonly isochronousAdditionalPackets?: number;
  /** `bMaxBurst` of the isochronous endpoints at SuperSpeed, 0 to 15. Default 0. */
  readonly isochronousMaxBurst?: number;
  /** Bytes of one bulk transfer, 1 to 4194304. Default 4096. */
  readonly bulkBufferBytes?: number;
  /** Bulk transfers queued for each direction, 1 to 2147483647. Default 1. */
  readonly bulkQueueLength?: number;
  /** `bMaxBurst` of the bulk endpoints at SuperSpeed, 0 to 15. First kernel 7.0. Default 0. */
  readonly bulkMaxBurst?: number;
  /** Isochronous transfers queued for each direction, 1 to 2147483647. Default 8. */
  readonly isochronousQueueLength?: number;
}

const patterns: readonly SourceSinkPattern[] = ['zeros', 'modulo-63', 'any'];

const byteUpTo = (most: number): ReturnType<typeof unsigned> =>
  unsigned({ typeMost: 0xff, range: [0, most] });

const queue = u32(1, 0x7fffffff);

const attributes = (): readonly Attribute[] =>
  copiedAtLink([
    { name: 'pattern', codec: words(patterns, byteUpTo(2)), from: 'pattern', initial: '0\n' },
    { name: 'isoc_interval', codec: byteUpTo(16), from: 'isochronousInterval', initial: '4\n' },
    {
      name: 'isoc_maxpacket',
      codec: unsigned({ typeMost: 0xffff, range: [0, 1024] }),
      from: 'isochronousPacketBytes',
      initial: '1024\n',
    },
    { name: 'isoc_mult', codec: byteUpTo(2), from: 'isochronousAdditionalPackets', initial: '0\n' },
    { name: 'isoc_maxburst', codec: byteUpTo(15), from: 'isochronousMaxBurst', initial: '0\n' },
    { name: 'bulk_buflen', codec: u32(1, mostBufferBytes), from: 'bulkBufferBytes', initial: '4096\n' },
    { name: 'bulk_qlen', codec: queue, from: 'bulkQueueLength', initial: '1\n' },
    { name: 'bulk_maxburst', codec: byteUpTo(15), from: 'bulkMaxBurst', initial: '0\n', since: since(7, 0) },
    { name: 'iso_qlen', codec: queue, from: 'isochronousQueueLength', initial: '8\n' },
  ]);

/** The descriptor for full speed is what the kernel looks for an endpoint with; a pair that is not there is gone without. */
const isochronous = (
  direction: Direction,
  {
    isochronousPacketBytes: packetSize = 1024,
    isochronousAdditionalPackets: more = 0,
  }: SourceSinkFunctionDefinition,
): EndpointRequest => ({
  direction,
  transfer: 'isochronous',
  matchSize: Math.min(packetSize, 1023),
  packetSize,
  ...(more > 0 && { multiplier: more + 1 }),
  optional: true,
});

/** drivers/usb/gadget/function/f_sourcesink.c */
export const sourceSink: () => FunctionDriver<SourceSinkFunctionDefinition> = once(() => {
  const table = attributes();
  return {
    driver: 'SourceSink',
    module: 'usb_f_ss_lb',
    folder: { attributes: table, role: 'function' },
    options: functionOptions(table),
    interfaces: () => 1,
    endpoints: (definition) => [
      bulk('in'),
      bulk('out'),
      isochronous('in', definition),
      isochronous('out', definition),
    ],
    usual: {},
    bindErrno: 'ENODEV',
  };
});
