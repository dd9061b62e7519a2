import { describe, lengthOf, littleEndian, type Descriptor } from './descriptor.js';
import { endpoint, type EndpointFacts } from './endpoint-descriptors.js';
import type { BoundFunction, FunctionDescriptors } from './function-descriptors.js';
import { interfaceDescriptor } from './interfaces.js';
import { layouts } from './layouts.js';
import { embedded, embeddedJacks, external, jackPair, midiControl, midiStreaming } from './midi-jacks.js';
import { blocksOf, cables, directionOf, fromHost, midi2Texts, toHost, type Block } from './midi2-blocks.js';

/** A pair of jacks for each cable, with the name of a block: from one of a type to one of the other. */
const jacks = (
  count: number,
  first: number,
  named: readonly Block[],
  types: readonly [number, number],
  ids: readonly number[],
): Descriptor[] =>
  cableIds(first, count).flatMap((id, index) => {
    const block = named[index];
    return jackPair(id, types, block && ids[block.number]);
  });

/** Ids of jacks of one kind: those between them are of the other. */
const cableIds = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + 2 * index);

/** Which of the first two endpoints are asked for: those of the first block of all, whatever others are. */
function firstEndpoints({ attributes }: BoundFunction): {
  readonly in: number;
  readonly out: number;
  readonly next: number;
} {
  const direction = directionOf(attributes, { folder: 'ep.0/block.0', number: 1 });
  const hasIn = (direction & toHost) !== 0;
  const hasOut = (direction & fromHost) !== 0;
  const out = hasIn ? 1 : 0;
  return { in: hasIn ? 0 : -1, out: hasOut ? out : -1, next: out + (hasOut ? 1 : 0) };
}

/** The first setting: MIDI 1.0. */
function midi1(bound: BoundFunction, number: number): Descriptor[] {
  const { attributes, strings: ids } = bound;
  const [into, out] = [cables(attributes, toHost), cables(attributes, fromHost)];
  const all = [
    // The driver names the jacks of each direction after the blocks of the other one.
    ...jacks(out.length, 1, into, [embedded, external], ids),
    ...jacks(into.length, 1 + 2 * out.length, out, [external, embedded], ids),
  ];
  const told = [
    ...(out.length ? [embeddedJacks(cableIds(1, out.length))] : []),
    ...(into.length ? [embeddedJacks(cableIds(2 + 2 * out.length, into.length))] : []),
  ];
  const first = firstEndpoints(bound);
  const facts = (address: number): EndpointFacts => ({
    layout: layouts.audioEndpoint,
    unclaimed: { address, transfer: 'bulk', maxPacketSize: 0 },
  });
  return [
    interfaceDescriptor({ number, endpoints: told.length, is: midiStreaming, string: ids[0] }),
    describe(layouts.midiHeader, { bcdMSC: 0x0100, wTotalLength: 7 + lengthOf([...all, ...told]) }),
    ...all,
    ...(out.length ? [...endpoint(bound, first.out, facts(0x00)), told[0]!] : []),
    ...(into.length ? [...endpoint(bound, first.in, facts(0x80)), told.at(-1)!] : []),
  ];
}

/** The second setting: Universal MIDI Packets. */
function midi2(bound: BoundFunction, number: number): Descriptor[] {
  const endpoints = blocksOf(bound.attributes);
  const { next } = firstEndpoints(bound);
  const notes: EndpointFacts = { packetSize: [8, 512, 1024], interval: [1, 1, 1] };
  return [
    interfaceDescriptor({
      number,
      alternate: 1,
      endpoints: 2 * endpoints.length,
      is: midiStreaming,
      string: bound.strings[0],
    }),
    describe(layouts.midiHeader, { bcdMSC: 0x0200, wTotalLength: 7 }),
    ...endpoints.flatMap((blocks, index) => {
      const told = describe(layouts.midi2Endpoint, {
        bNumGrpTrmBlock: blocks.length,
        baAssoGrpTrmBlkID: blocks.map((block) => littleEndian(block.number, 1)).join(''),
      });
      const [into, out] = [next + 2 * index, next + 2 * index + 1];
      return [...endpoint(bound, out), told, ...endpoint(bound, into, notes), told];
    }),
  ];
}

/** drivers/usb/gadget/function/f_midi2.c, after USB MIDI Devices 2.0, 5. */
export const midi2Descriptors: FunctionDescriptors = {
  strings: midi2Texts,
  stringIds: 'exact',
  descriptors(bound) {
    const control = bound.firstInterface;
    return [...midiControl(control), ...midi1(bound, control + 1), ...midi2(bound, control + 1)];
  },
};
