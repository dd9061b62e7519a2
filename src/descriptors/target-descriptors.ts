import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { describe, type Descriptor } from './descriptor.js';
import { endpoint, endpointPair, type EndpointFacts } from './endpoint-descriptors.js';
import type { BoundFunction, FunctionDescriptors } from './function-descriptors.js';
import { classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { layouts } from './layouts.js';

const bulkOnly: Triple = [classes.massStorage, 6, 0x50];
const attachedScsi: Triple = [classes.massStorage, 6, 0x62];

/** The first kernel that fills in packets at full speed; earlier ones say 0 (in 5.10, not in 6.1). */
const fullSpeedSince = since(6, 1);

/** The first kernel with bursts and 32 streams; earlier ones have 16 (in 7.2, not in 6.12). */
const burstsSince = since(6, 15);

/** What an endpoint is for, in the order in which the driver asks for them; numbers of pipes are those of USB Attached SCSI 1.0, 5.2.3.2. */
const pipes: readonly { readonly pipe: number; readonly burst: number; readonly hasStreams: boolean }[] = [
  { pipe: 3, burst: 15, hasStreams: true },
  { pipe: 4, burst: 15, hasStreams: true },
  { pipe: 2, burst: 0, hasStreams: true },
  { pipe: 1, burst: 0, hasStreams: false },
];

function facts(kernel: KernelVersion, burst: number, streams: boolean): EndpointFacts {
  const isLater = kernel >= burstsSince;
  return {
    ...(kernel < fullSpeedSince && { packetSize: [0, 512, 1024] }),
    burst: isLater ? burst : 0,
    companionAttributes: streams ? (isLater ? 5 : 4) : 0,
  };
}

function attached(bound: BoundFunction): Descriptor[] {
  return pipes.flatMap(({ pipe, burst, hasStreams }, index) => [
    ...endpoint(bound, index, facts(bound.kernel, burst, hasStreams)),
    describe(layouts.pipeUsage, { bPipeID: pipe }),
  ]);
}

/** drivers/usb/gadget/function/f_tcm.c: Bulk-Only Transport in the first setting, USB Attached SCSI in the second. */
export const targetDescriptors: FunctionDescriptors = {
  strings: () => ['USB Attached SCSI', 'Bulk Only Transport'],
  descriptors(bound) {
    const { firstInterface: number, strings, kernel } = bound;
    const plain = facts(kernel, 15, false);
    return [
      interfaceDescriptor({ number, endpoints: 2, is: bulkOnly, string: strings[1] }),
      ...endpointPair(bound, plain),
      interfaceDescriptor({ number, alternate: 1, endpoints: 4, is: attachedScsi, string: strings[0] }),
      ...attached(bound),
    ];
  },
};
