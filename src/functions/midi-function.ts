import { FunctionBuilder } from './function-builder.js';
import type { MidiFunctionDefinition } from './midi.js';
import type { Midi2FunctionDefinition } from './midi2.js';

/** The definition of each driver of a {@link MidiFunction}. */
export interface MidiDefinitions {
  /** MIDI 1.0. */
  readonly midi: MidiFunctionDefinition;
  /** MIDI 2.0. */
  readonly midi2: Midi2FunctionDefinition;
}

/** The drivers of a {@link MidiFunction}: MIDI 1.0, and MIDI 2.0 with 1.0 beside it. */
export type MidiDriverName = keyof MidiDefinitions;

/** What a {@link MidiFunction} is made from: ports and a sound card for midi, endpoints and blocks for midi2. */
export type MidiFunctionOptions<Driver extends MidiDriverName = MidiDriverName> = {
  [Name in Driver]: {
    /** `midi`: MIDI 1.0; `midi2`: MIDI 2.0, with 1.0 beside it. First kernel of `midi2` 6.6. */
    readonly driver: Name;
  } & Partial<Omit<MidiDefinitions[Name], 'driver'>>;
}[Driver];

/**
 * A MIDI device: a sound card with MIDI ports here, and one on the host. Needs CONFIG_USB_CONFIGFS_F_MIDI or _F_MIDI2.
 *
 * @example
 * ```ts
 * const keys = new MidiFunction({ driver: 'midi', inPorts: 2, outPorts: 2 });
 * ```
 */
export class MidiFunction<Driver extends MidiDriverName = MidiDriverName> extends FunctionBuilder<
  MidiFunctionOptions<Driver>,
  Omit<MidiFunctionOptions<Driver>, 'driver'>,
  MidiDefinitions[Driver]
> {}
