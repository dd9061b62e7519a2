import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { describe, lengthOf, littleEndian, type Descriptor } from './descriptor.js';
import { endpoint } from './endpoint-descriptors.js';
import { numberOf, type BoundFunction, type FunctionDescriptors } from './function-descriptors.js';
import { classes, interfaceDescriptor } from './interfaces.js';
import { layouts } from './layouts.js';

const embedded = 1;
const external = 2;

const inJack = (bJackType: number, bJackID: number): Descriptor =>
  describe(layouts.midiInJack, { bJackType, bJackID });

const outJack = (bJackType: number, bJackID: number, baSourceID: number): Descriptor =>
  describe(layouts.midiOutJack, { bJackType, bJackID, bNrInputPins: 1, baSourceID, baSourcePin: 1 });

/** Earlier ones tell each endpoint of as many jacks as the other one has (seen in 5.10, not in 6.1). */
const ownCountsSince = since(6, 1);

/** The jacks of an endpoint; those that a wrong count adds are 0. */
function jacksOf(ids: readonly number[], others: readonly number[], kernel: KernelVersion): Descriptor {
  const count = kernel < ownCountsSince ? others.length : ids.length;
  const told = Array.from({ length: count }, (_, index) => littleEndian(ids[index] ?? 0, 1));
  return describe(layouts.midiEndpoint, { bNumEmbMIDIJack: count, baAssocJackID: told.join('') });
}

function streaming(bound: BoundFunction): Descriptor[] {
  const { attributes, kernel } = bound;
  const inputs = numberOf(attributes, 'in_ports', 1);
  const outputs = numberOf(attributes, 'out_ports', 1);
  const pairs = Array.from({ length: inputs + outputs }, (_, index) => 2 * index + 1);
  const toHost = pairs.slice(0, inputs);
  const fromHost = pairs.slice(inputs);
  const jacks = [
    ...toHost.flatMap((id) => [inJack(external, id), outJack(embedded, id + 1, id)]),
    ...fromHost.flatMap((id) => [inJack(embedded, id), outJack(external, id + 1, id)]),
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
      interfaceDescriptor({ number: control, is: [classes.audio, 1, 0], string: strings[0] }),
      describe(layouts.audioHeader, {
        bcdADC: 0x0100,
        wTotalLength: 9,
        bInCollection: 1,
        baInterfaceNr: littleEndian(control + 1, 1),
      }),
      interfaceDescriptor({ number: control + 1, endpoints: 2, is: [classes.audio, 3, 0] }),
      ...streaming(bound),
    ];
  },
};
