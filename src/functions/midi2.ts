import { copiedAtLink, type Attribute, type FolderKind } from '../attributes/attribute.js';
import { since } from '../attributes/kernel-version.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { firstLine } from '../attributes/text-codecs.js';
import { once } from '../options/once.js';
import { list, object, type ObjectShape } from '../options/shape.js';
import {
  attributeOptions,
  bulk,
  functionOptions,
  interrupt,
  type FilledFolder,
  type FunctionDriver,
} from './function-driver.js';
import { checkMidi2, midi2Fault } from './midi2-check.js';
import { gatherList, listOf, numbered } from './numbered-folders.js';
import {
  blockAttributes,
  midiBlocksOf,
  endpointAttributes,
  midiEndpointsOf,
  type MidiEndpointDefinition,
} from './universal-midi.js';

/** A MIDI 2.0 device (USB MIDI Devices 2.0), as plain data; hosts of MIDI 1.0 find ports in it as well. First kernel 6.6. */
export interface Midi2FunctionDefinition {
  /** Always `midi2`. */
  readonly driver: 'midi2';
  /** The instance: the folder is `midi2.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** The kernel answers questions about endpoints and blocks by itself. First kernel 6.6. Default true. */
  readonly processMessages?: boolean;
  /** The function blocks never change. First kernel 6.6. Default true. */
  readonly staticBlocks?: boolean;
  /** `iInterface`. At most 128 bytes. First kernel 6.6. Default: the name of the first endpoint. */
  readonly interfaceName?: string;
  /** Its endpoints, `ep.0` first, 1 to 4. First kernel 6.6. Default one with one block. */
  readonly endpoints?: readonly MidiEndpointDefinition[];
}

/** MAX_UMP_EPS (drivers/usb/gadget/function/u_midi2.h). */
export const mostEndpoints = 4;
/** SNDRV_UMP_MAX_BLOCKS (include/sound/ump.h). */
export const mostBlocks = 32;

const attributes = (): readonly Attribute[] =>
  copiedAtLink([
    { name: 'process_ump', codec: boolean, from: 'processMessages', initial: '1\n' },
    { name: 'static_block', codec: boolean, from: 'staticBlocks', initial: '1\n' },
    { name: 'iface_name', codec: firstLine(128), from: 'interfaceName', initial: '' },
  ]);

const block = once((): FolderKind => ({ attributes: blockAttributes(0) }));

const endpoint = once((): FolderKind => ({
  attributes: endpointAttributes(),
  makes: numbered('block.', mostBlocks, [], block),
  makesFrozenBy: 'link',
}));

/** `ep.0`, which has a block from the start. */
const firstEndpoint = (): FolderKind => ({
  ...endpoint(),
  folders: { 'block.0': { attributes: blockAttributes(1) } },
  makes: numbered('block.', mostBlocks, [0], block),
});

const blockShape = (): ObjectShape => object(attributeOptions(block().attributes));

const endpointShape = (): ObjectShape =>
  object({
    ...attributeOptions(endpoint().attributes),
    blocks: { shape: list(blockShape(), mostBlocks) },
  });

function* folders(definition: Midi2FunctionDefinition): Iterable<FilledFolder> {
  for (const [number, each] of midiEndpointsOf(definition).entries()) {
    yield { name: `ep.${number}`, source: each };
    for (const [index, source] of midiBlocksOf(each).entries())
      yield { name: `ep.${number}/block.${index}`, source };
  }
}

/** drivers/usb/gadget/function/f_midi2.c */
export const midi2: () => FunctionDriver<Midi2FunctionDefinition> = once(() => {
  const table = attributes();
  return {
    driver: 'midi2',
    module: 'usb_f_midi2',
    since: since(6, 6),
    folder: {
      role: 'function',
      attributes: table,
      folders: { 'ep.0': firstEndpoint() },
      makes: numbered('ep.', mostEndpoints, [0], endpoint),
    },
    options: functionOptions(table, {
      endpoints: { shape: list(endpointShape(), mostEndpoints) },
    }),
    interfaces: () => 2,
    endpoints(definition) {
      const { direction } = midiBlocksOf(midiEndpointsOf(definition)[0] ?? {})[0] ?? {};
      return [
        ...(direction === 'output' ? [] : [bulk('in')]),
        ...(direction === 'input' ? [] : [bulk('out')]),
        ...midiEndpointsOf(definition).flatMap(() => [interrupt('in', 512, 8), bulk('out')]),
      ];
    },
    usual: {},
    device: { kind: 'sound', cardDriver: 'f_midi2' },
    bindErrno: 'ENODEV',
    fills: (definition) => [...folders(definition)],
    gather: (within) => ({
      endpoints: gatherList('ep.', within, ({ values, folders: blocks }) => ({
        ...values,
        blocks: gatherList('block.', blocks, (each) => each.values),
      })),
    }),
    fromFolder: ({ values, folders: found }) => ({
      ...values,
      ...listOf(
        'endpoints',
        gatherList('ep.', found, ({ values: of, folders: blocks }) => ({
          ...of,
          ...listOf(
            'blocks',
            gatherList('block.', blocks, (each) => each.values),
          ),
        })),
      ),
    }),
    linkErrno: (definition) => (midi2Fault(definition) ? 'EINVAL' : undefined),
    check: checkMidi2,
  };
});
