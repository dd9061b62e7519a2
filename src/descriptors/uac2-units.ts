import { severalRatesSince } from '../attributes/list-codecs.js';
import { audio2 } from './audio-layouts.js';
import { featureControls, type BoundStream } from './audio-streams.js';
import { describe, type Descriptor } from './descriptor.js';
import { numberOf } from './function-descriptors.js';
import { hasUnit, type Card } from './uac2-card.js';

function clock({ bound, number, id }: Card, prefix: 'c' | 'p', name: string): Descriptor {
  return describe(audio2.clock, {
    bClockID: number(`${prefix} clock`),
    bmControls: bound.kernel < severalRatesSince ? 1 : 3,
    iClockSource: id(name),
  });
}

function input({ number, id }: Card, prefix: 'c' | 'p', type: number, stream: BoundStream): Descriptor {
  return describe(audio2.inputTerminal, {
    bTerminalID: number(`${prefix} input`),
    wTerminalType: type,
    bCSourceID: number(`${prefix} clock`),
    bNrChannels: stream.channels,
    bmChannelConfig: stream.mask,
    iChannelNames: id(`${prefix}_it_ch_name`),
    iTerminal: id(`${prefix}_it_name`),
  });
}

function unit({ number, id }: Card, prefix: 'c' | 'p', stream: BoundStream): Descriptor[] {
  if (!hasUnit(stream)) return [];
  return [
    describe(audio2.featureUnit, {
      bUnitID: number(`${prefix} unit`),
      bSourceID: number(`${prefix} input`),
      bmaControls: featureControls(stream, [0x3, 0xc], 4),
      iFeature: id(`${prefix}_fu_vol_name`),
    }),
  ];
}

function output({ number, id }: Card, prefix: 'c' | 'p', type: number): Descriptor {
  return describe(audio2.outputTerminal, {
    bTerminalID: number(`${prefix} output`),
    wTerminalType: type,
    bSourceID: number(`${prefix} unit`) || number(`${prefix} input`),
    bCSourceID: number(`${prefix} clock`),
    iTerminal: id(`${prefix}_ot_name`),
  });
}

/** Type of USB itself as a terminal. */
const usbStream = 0x0101;

/** Clocks, terminals and units, in the driver's order (setup_headers). */
export function uac2Units(card: Card): Descriptor[] {
  const { speakers, microphone, bound } = card;
  const type = (name: string, byDefault: number): number =>
    numberOf(bound.attributes, name, byDefault) & 0xffff;
  return [
    ...(microphone.isThere ? [clock(card, 'p', 'clksrc_in_name')] : []),
    ...(speakers.isThere
      ? [
          clock(card, 'c', 'clksrc_out_name'),
          input(card, 'c', usbStream, speakers),
          ...unit(card, 'c', speakers),
        ]
      : []),
    ...(microphone.isThere
      ? [
          // The attributes are named after the other direction (setup_descriptor).
          input(card, 'p', type('c_terminal_type', 0x0201), microphone),
          ...unit(card, 'p', microphone),
          output(card, 'p', usbStream),
        ]
      : []),
    ...(speakers.isThere ? [output(card, 'c', type('p_terminal_type', 0x0301))] : []),
  ];
}
