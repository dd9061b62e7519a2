import { describe, littleEndian, type Descriptor } from './descriptor.js';
import { classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { layouts } from './layouts.js';

/** `bJackType` (USB MIDI Devices 1.0, table 6-3). */
export const embedded = 1;
/** The other one: where a cable goes. */
export const external = 2;

/** What an interface with the streams of a MIDI function is. */
export const midiStreaming: Triple = [classes.audio, 3, 0];

/** The interface that USB Audio wants before that of the streams, and its header. */
export function midiControl(number: number, string?: number): Descriptor[] {
  return [
    interfaceDescriptor({ number, is: [classes.audio, 1, 0], string }),
    describe(layouts.audioHeader, {
      bcdADC: 0x0100,
      wTotalLength: 9,
      bInCollection: 1,
      baInterfaceNr: littleEndian(number + 1, 1),
    }),
  ];
}

/** A pair of jacks of which the second has its notes from the first; their ids follow each other. */
export function jackPair(id: number, [from, to]: readonly [number, number], iJack = 0): Descriptor[] {
  return [
    describe(layouts.midiInJack, { bJackType: from, bJackID: id, iJack }),
    describe(layouts.midiOutJack, {
      bJackType: to,
      bJackID: id + 1,
      bNrInputPins: 1,
      baSourceID: id,
      baSourcePin: 1,
      iJack,
    }),
  ];
}

/** The embedded jacks of an endpoint. */
export const embeddedJacks = (ids: readonly number[]): Descriptor =>
  describe(layouts.midiEndpoint, {
    bNumEmbMIDIJack: ids.length,
    baAssocJackID: ids.map((id) => littleEndian(id, 1)).join(''),
  });
