import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { describe, lengthOf, type Descriptor } from './descriptor.js';
import { endpoint } from './endpoint-descriptors.js';
import { numberOf, type BoundFunction, type FunctionDescriptors } from './function-descriptors.js';
import { interfaceDescriptor } from './interfaces.js';
import { layouts } from './layouts.js';
import { embedded, embeddedJacks, external, jackPair, midiControl, midiStreaming } from './midi-jacks.js';

/** Earlier ones tell each endpoint of as many jacks as the other one has (seen in 5.10, not in 6.1). */
const ownCountsSince = since(6, 1);

/** The jacks of an endpoint; those that a wrong count adds are 0. */
function jacksOf(ids: readonly number[], others: readonly number[], kernel: KernelVersion): Descriptor {
  const count = kernel < ownCountsSince ? others.length : ids.length;
  return embeddedJacks(Array.from({ length: count }, (_, index) => ids[index] ?? 0));
}

function streaming(bound: BoundFunction): Descriptor[] {
  const { attributes, kernel } = bound;
  const inputs = numberOf(attributes, 'in_ports', 1);
  const outputs = numberOf(attributes, 'out_ports', 1);
  const pairs = Array.from({ length: inputs + outputs }, (_, index) => 2 * index + 1);
  const toHost = pairs.slice(0, inputs);
  const fromHost = pairs.slice(inputs);
  const jacks = [
    ...toHost.flatMap((id) => jackPair(id, [external, embedded])),
    ...fromHost.flatMap((id) => jackPair(id, [embedded, external])),
  ];
  const [inIds, outIds] = [toHost.map((id) => id + 1), fromHost];
  const audio = { layout: layouts.audioEndpoint };
  return [
    describe(layouts.midiHeader, { bcdMSC: 0x0100, wTotalLength: 7 + lengthOf(jacks) }),
    ...jacks,
    ...endpoint(bound, 1, audio),
    jacksOf(outIds, inIds, kernel),
    ...endpoint(bound, 0, audio),
    jacksOf(inIds, outIds, kernel),
  ];
}

/** drivers/usb/gadget/function/f_midi.c, after MIDI 1.0, appendix B. */
export const midiDescriptors: FunctionDescriptors = {
  strings: (attributes) => [attributes.text('interface_string') ?? 'MIDI function'],
  descriptors(bound) {
    const { firstInterface: control, strings } = bound;
    return [
      ...midiControl(control, strings[0]),
      interfaceDescriptor({ number: control + 1, endpoints: 2, is: midiStreaming }),
      ...streaming(bound),
    ];
  },
};
