import { mostBlocks, mostEndpoints } from '../functions/midi2.js';
import { cutUtf8 } from '../usb/bytes.js';
import { numberOf, type FunctionContents } from './function-descriptors.js';

/** The most cables of MIDI 1.0 (f_midi2.c, MAX_CABLES). */
const mostCables = 16;

/** A function block, with the number of its text. */
export interface Block {
  /** Its folder. */
  readonly folder: string;
  /** `bGrpTrmBlkID`, and the place of its text. */
  readonly number: number;
}

/** Those of each endpoint; the first block of the first one comes with the function, and the driver stops at a gap. */
export function blocksOf(attributes: FunctionContents): readonly (readonly Block[])[] {
  let number = 0;
  const endpoints: Block[][] = [];
  for (let index = 0; index < mostEndpoints; index++) {
    const parent = `ep.${index}`;
    if (index > 0 && !attributes.hasFolder(parent)) break;
    const blocks: Block[] = [];
    for (let place = 0; place < mostBlocks; place++) {
      const folder = `${parent}/block.${place}`;
      if (index + place > 0 && !attributes.hasFolder(folder)) break;
      blocks.push({ folder, number: ++number });
    }
    endpoints.push(blocks);
  }
  return endpoints;
}

/** A text of which the driver keeps the first line; an empty one is none. */
function textOf(attributes: FunctionContents, path: string, byDefault: string): string {
  const [line = ''] = cutUtf8(attributes.text(path) ?? '', 128).split('\n', 1);
  return line || byDefault;
}

/** `iInterface`, and the names of the blocks. */
export function midi2Texts(attributes: FunctionContents): string[] {
  const name = textOf(attributes, 'ep.0/ep_name', 'MIDI 2.0 Gadget');
  return [
    textOf(attributes, 'iface_name', name),
    ...blocksOf(attributes)
      .flat()
      .map(({ folder }) => textOf(attributes, `${folder}/name`, 'MIDI 2.0 Gadget I/O')),
  ];
}

/** Bits of `direction`. */
export const toHost = 1;

/** The other one. */
export const fromHost = 2;

/** Where notes of a block go. */
export const directionOf = (attributes: FunctionContents, { folder }: Block): number =>
  numberOf(attributes, `${folder}/direction`, toHost | fromHost);

/** The block of each cable of MIDI 1.0 that goes one way. */
export function cables(attributes: FunctionContents, direction: number): readonly Block[] {
  return blocksOf(attributes)
    .flat()
    .filter((block) => directionOf(attributes, block) & direction)
    .flatMap((block) => {
      const usual = block.folder === 'ep.0/block.0' ? 1 : 0;
      const length = numberOf(attributes, `${block.folder}/midi1_num_groups`, usual);
      return Array.from({ length }, () => block);
    })
    .slice(0, mostCables);
}
