import { copiedAtLink, type Attribute, type FolderKind, type Made } from '../attributes/attribute.js';
import { refuse } from '../attributes/errno.js';
import { since } from '../attributes/kernel-version.js';
import { boolean } from '../attributes/number-codecs.js';
import { firstLine } from '../attributes/text-codecs.js';
import { issue, type Issue } from '../errors.js';
import { once } from '../options/once.js';
import type { Plain } from '../options/plain.js';
import type { ObjectShape } from '../options/shape.js';
import {
  attributeOptions,
  bulk,
  functionOptions,
  interrupt,
  type FilledFolder,
  type FolderContents,
  type FunctionDriver,
} from './function-driver.js';
import {
  blockAttributes,
  endpointAttributes,
  type MidiBlockDefinition,
  type MidiEndpointDefinition,
} from './universal-midi.js';

/** A MIDI 2.0 device (USB MIDI Devices 2.0), as plain data; hosts of MIDI 1.0 find ports in it as well. First kernel 6.6. */
export interface Midi2FunctionDefinition {
  /** Always `midi2`. */
  readonly driver: 'midi2';
  /** The instance: the folder is `midi2.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** The kernel answers questions about endpoints and blocks by itself. Default true. */
  readonly processMessages?: boolean;
  /** The function blocks never change. Default true. */
  readonly staticBlocks?: boolean;
  /** `iInterface`. At most 128 bytes. Default: the name of the first endpoint. */
  readonly interfaceName?: string;
  /** Its endpoints, `ep.0` first, 1 to 4. Default one with one block. */
  readonly endpoints?: readonly MidiEndpointDefinition[];
}

/** MAX_UMP_EPS (drivers/usb/gadget/function/u_midi2.h) and SNDRV_UMP_MAX_BLOCKS (include/sound/ump.h). */
const mostEndpoints = 4;
const mostBlocks = 32;

/** SNDRV_UMP_MAX_GROUPS (include/sound/ump.h). */
const mostGroups = 16;

const attributes = (): readonly Attribute[] =>
  copiedAtLink([
    {
      name: 'process_ump',
      codec: boolean,
      from: 'processMessages',
      initial: '1\n',
    },
    {
      name: 'static_block',
      codec: boolean,
      from: 'staticBlocks',
      initial: '1\n',
    },
    {
      name: 'iface_name',
      codec: firstLine(128),
      from: 'interfaceName',
      initial: '',
    },
  ]);

/** The number after a stem: decimal, whatever its zeros (f_midi2.c, f_midi2_opts_ep_make, with kstrtouint). */
function numberAfter(stem: string, name: string): number | undefined {
  const digits = name.startsWith(stem) ? /^\+?(\d+)$/.exec(name.slice(stem.length)) : null;
  return digits ? Number(digits[1]) : undefined;
}

/** Makes numbered folders, of which some numbers come with the folder that they are in. */
const numbered =
  (stem: string, most: number, taken: readonly number[], kind: () => FolderKind) =>
  (name: string, siblings: readonly string[]): Made => {
    const number = numberAfter(stem, name);
    if (number === undefined) return refuse('EINVAL');
    if (number >= most) return refuse(number > 0xffffffff ? 'ERANGE' : 'EINVAL');
    const isTaken = taken.includes(number) || siblings.some((each) => numberAfter(stem, each) === number);
    return isTaken ? refuse('EBUSY') : kind();
  };

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

const blockShape = (): ObjectShape => ({ kind: 'object', options: attributeOptions(block().attributes) });

const endpointShape = (): ObjectShape => ({
  kind: 'object',
  options: {
    ...attributeOptions(endpoint().attributes),
    blocks: {
      shape: { kind: 'list', of: blockShape(), most: mostBlocks },
    },
  },
});

const oneOfDefaults: readonly [Record<string, never>] = [{}];

const endpointsOf = ({
  endpoints = oneOfDefaults,
}: Midi2FunctionDefinition): readonly MidiEndpointDefinition[] => endpoints;

const blocksOf = ({ blocks = oneOfDefaults }: MidiEndpointDefinition): readonly MidiBlockDefinition[] =>
  blocks;

/** A list of what folders of a stem hold, from number 0 on to the first that is missing: the driver looks no further. */
function gatherList(
  stem: string,
  folders: FolderContents['folders'],
  read: (contents: FolderContents) => object,
): object[] {
  const byNumber = new Map([...folders].map(([name, contents]) => [numberAfter(stem, name), contents]));
  const list: object[] = [];
  for (let contents = byNumber.get(0); contents; contents = byNumber.get(list.length))
    list.push(read(contents));
  return list;
}

/** A list under its key; one thing with the defaults goes without saying. */
function listOf(key: string, list: readonly object[]): Plain {
  const isUsual = list.length === 1 && Object.keys(list[0]!).length === 0;
  return isUsual ? {} : { [key]: list };
}

function* folders(definition: Midi2FunctionDefinition): Iterable<FilledFolder> {
  for (const [number, each] of endpointsOf(definition).entries()) {
    yield { name: `ep.${number}`, source: each };
    for (const [index, source] of blocksOf(each).entries())
      yield { name: `ep.${number}/block.${index}`, source };
  }
}

/** What the driver refuses at the link, with where and why (f_midi2.c, verify_parameters and f_midi2_alloc). */
function faultOf(definition: Midi2FunctionDefinition): readonly [path: string, message: string] | undefined {
  let midi1Groups = 0;
  for (const [number, each] of endpointsOf(definition).entries()) {
    const path = `endpoints[${number}]`;
    const { protocol = 2, protocols = 3 } = each;
    if (!(protocol & protocols))
      return [`${path}.protocol`, `speaks protocol ${protocol}, and can speak ${protocols}.`];
    for (const [index, { firstGroup = 0, groups = 1, ...of }] of blocksOf(each).entries()) {
      const at = `${path}.blocks[${index}]`;
      const { midi1FirstGroup: first = 0, midi1Groups: count = number + index === 0 ? 1 : 0 } = of;
      if (firstGroup + groups > mostGroups) return [at, `goes beyond group ${mostGroups - 1}.`];
      if (count && (first < firstGroup || first + count > firstGroup + groups))
        return [at, 'shows groups to hosts of MIDI 1.0 that are not among its own.'];
      midi1Groups += count;
    }
  }
  return midi1Groups ? undefined : ['endpoints', 'shows no group to hosts of MIDI 1.0; one is needed.'];
}

function checkMidi2(definition: Midi2FunctionDefinition, path: string, issues: Issue[]): void {
  const lists = [
    [definition.endpoints, 'endpoints'] as const,
    ...endpointsOf(definition).map(({ blocks }, index) => [blocks, `endpoints[${index}].blocks`] as const),
  ];
  for (const [list, at] of lists)
    if (list?.length === 0)
      issues.push(
        issue(
          'OPTION_REQUIRED',
          `${path}.${at}`,
          `"${path}.${at}" expected at least one, got none.`,
          'Give [{}], or leave it out.',
        ),
      );
  const fault = lists.every(([list]) => list?.length !== 0) && faultOf(definition);
  if (fault)
    issues.push(
      issue(
        'MIDI_GROUPS',
        `${path}.${fault[0]}`,
        `"${path}.${fault[0]}" ${fault[1]}`,
        'The kernel refuses the link; change protocols or groups.',
      ),
    );
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
      endpoints: {
        shape: { kind: 'list', of: endpointShape(), most: mostEndpoints },
      },
    }),
    interfaces: () => 2,
    endpoints(definition) {
      const { direction } = blocksOf(endpointsOf(definition)[0] ?? {})[0] ?? {};
      return [
        ...(direction === 'output' ? [] : [bulk('in')]),
        ...(direction === 'input' ? [] : [bulk('out')]),
        ...endpointsOf(definition).flatMap(() => [interrupt('in', 512, 8), bulk('out')]),
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
    linkErrno: (definition) => (faultOf(definition) ? 'EINVAL' : undefined),
    check: checkMidi2,
  };
});
