import { copiedAtLink, type Attribute } from '../attributes/attribute.js';
import type { Codec } from '../attributes/codec.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { unsigned } from '../attributes/number-codecs.js';
import { firstLine } from '../attributes/text-codecs.js';
import { words } from '../attributes/word-codecs.js';

/** One function block of a MIDI 2.0 endpoint: what the groups of a span are for (UMP and MIDI 2.0 Protocol, M2-104-UM, 6). */
export interface MidiBlockDefinition {
  /** `input` carries notes to the host, `output` from it. Default `bidirectional`. */
  readonly direction?: 'input' | 'output' | 'bidirectional';
  /** The first group, counted from 0, 0 to 15. Default 0. */
  readonly firstGroup?: number;
  /** How many groups, 1 to 16. Default 1. */
  readonly groups?: number;
  /** The first group that hosts of MIDI 1.0 see, counted from 0, 0 to 15. Default 0. */
  readonly midi1FirstGroup?: number;
  /** How many groups hosts of MIDI 1.0 see, 0 to 16. Default 1 for the first block of the first endpoint, else 0. */
  readonly midi1Groups?: number;
  /** Whether a program shows it as a place to send to, to receive from, or both. Default `both`. */
  readonly hint?: 'unknown' | 'receiver' | 'sender' | 'both';
  /** Version of MIDI Capability Inquiry, 0 or 1. Default 0: none. */
  readonly capabilityInquiryVersion?: number;
  /** System Exclusive 8 streams at once, 0 to 255. Default 0. */
  readonly systemExclusive8Streams?: number;
  /** It is a MIDI 1.0 port, at any speed or at 31250 bits a second. Default `no`. */
  readonly midi1?: 'no' | 'yes' | 'slow';
  /** It is in use. Default true. */
  readonly active?: boolean;
  /** What it is called. At most 128 bytes. Default none. */
  readonly name?: string;
}

/** One endpoint of a MIDI 2.0 function: a pair of USB endpoints for Universal MIDI Packets. */
export interface MidiEndpointDefinition {
  /** The protocol that it speaks at first: 1 for MIDI 1.0, 2 for MIDI 2.0. Default 2. */
  readonly protocol?: number;
  /** The protocols that it can speak: 1, 2, or 3 for both. Default 3. */
  readonly protocols?: number;
  /** What it is called. At most 128 bytes. Default none. */
  readonly name?: string;
  /** What tells this product from others. At most 128 bytes. Default none. */
  readonly productId?: string;
  /** Manufacturer id, as the MIDI Association gives it, 0 to 0xffffff. Default 0. */
  readonly manufacturer?: number;
  /** Device family, 0 to 0xffff. Default 0. */
  readonly family?: number;
  /** Model of the family, 0 to 0xffff. Default 0. */
  readonly model?: number;
  /** Software revision, 0 to 0xffffffff. Default 0. */
  readonly softwareRevision?: number;
  /** Its function blocks, `block.0` first, 1 to 32. Default one with the defaults. */
  readonly blocks?: readonly MidiBlockDefinition[];
}

/** What has endpoints of its own. */
export interface MidiEndpoints {
  /** `ep.0` first. Default one with the defaults. */
  readonly endpoints?: readonly MidiEndpointDefinition[];
}

const oneOfDefaults: readonly [Record<string, never>] = [{}];

/** The endpoints of a function. */
export const midiEndpointsOf = ({
  endpoints = oneOfDefaults,
}: MidiEndpoints): readonly MidiEndpointDefinition[] => endpoints;

/** The function blocks of an endpoint. */
export const midiBlocksOf = ({
  blocks = oneOfDefaults,
}: MidiEndpointDefinition): readonly MidiBlockDefinition[] => blocks;

const number = (
  least: number,
  most: number,
  format: 'hexadecimal' | 'decimal' = 'hexadecimal',
): Codec<number> => unsigned({ typeMost: 0xffffffff, range: [least, most], format });

const name = firstLine(128);

const attribute = (
  kernelName: string,
  from: string,
  initial: string,
  codec: Attribute['codec'],
): Attribute => ({ name: kernelName, from, initial, codec });

/** Attributes of `ep.N/block.M`. `midi1Groups` is 1 in a fresh ep.0/block.0, which hosts of MIDI 1.0 are to find. */
export const blockAttributes = (midi1Groups: 0 | 1): readonly Attribute[] =>
  copiedAtLink([
    attribute(
      'direction',
      'direction',
      '0x3\n',
      words(['input', 'output', 'bidirectional'], number(1, 3), 1),
    ),
    attribute('first_group', 'firstGroup', '0x0\n', number(0, 15)),
    attribute('num_groups', 'groups', '0x1\n', number(1, 16)),
    attribute('midi1_first_group', 'midi1FirstGroup', '0x0\n', number(0, 15)),
    attribute('midi1_num_groups', 'midi1Groups', `0x${midi1Groups}\n`, number(0, 16)),
    attribute('ui_hint', 'hint', '0x3\n', words(['unknown', 'receiver', 'sender', 'both'], number(0, 3))),
    attribute('midi_ci_version', 'capabilityInquiryVersion', '0\n', number(0, 1, 'decimal')),
    attribute('sysex8_streams', 'systemExclusive8Streams', '0\n', number(0, 255, 'decimal')),
    attribute('is_midi1', 'midi1', '0\n', words(['no', 'yes', 'slow'], number(0, 2, 'decimal'))),
    attribute('active', 'active', '1\n', boolean),
    attribute('name', 'name', '', name),
  ]);

/** Attributes of `ep.N`. */
export const endpointAttributes = (): readonly Attribute[] =>
  copiedAtLink([
    attribute('protocol', 'protocol', '0x2\n', number(1, 2)),
    attribute('protocol_caps', 'protocols', '0x3\n', number(1, 3)),
    attribute('ep_name', 'name', '', name),
    attribute('product_id', 'productId', '', name),
    attribute('manufacturer', 'manufacturer', '0x0\n', number(0, 0xffffff)),
    attribute('family', 'family', '0x0\n', number(0, 0xffff)),
    attribute('model', 'model', '0x0\n', number(0, 0xffff)),
    attribute('sw_revision', 'softwareRevision', '0x0\n', number(0, 0xffffffff)),
  ]);
