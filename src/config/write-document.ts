import { Document, isMap, isScalar, isSeq, visit, type ScalarTag } from 'yaml';
import type { GadgetDefinition } from '../gadget/definition.js';
import { gadgetAttributes, osDescriptorAttributes, webUsbAttributes } from '../gadget/gadget-attributes.js';
import type { NetworkDefinition } from '../network/network-definition.js';
import { toldShape } from '../options/check.js';
import { isPlain, type Plain } from '../options/plain.js';
import type { ObjectShape, Shape } from '../options/shape.js';
import { hexDigits } from '../usb/bytes.js';
import { documentShape } from './gadget-document.js';
import { withPreset } from './with-preset.js';

/** Numbers that the kernel spells in hexadecimal, with their digits: `vendorId` has four. */
const hexadecimalDigits: ReadonlyMap<unknown, number> = new Map(
  [...gadgetAttributes, ...osDescriptorAttributes, ...webUsbAttributes].flatMap(
    ({ from, codec }): [string, number][] => {
      const zero = codec.shape.schema['type'] === 'integer' ? codec.write(0) : '';
      return typeof from === 'string' && zero.startsWith('0x') ? [[from, zero.length - 2]] : [];
    },
  ),
);

const formatOf = (digits: number): string => `HEX${digits}`;

/** As `yaml` writes hexadecimal, but with leading zeros. Never chosen in reading, since no text matches. */
export const hexadecimalTags: readonly ScalarTag[] = [2, 4].map((digits): ScalarTag => ({
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: formatOf(digits),
  test: /(?!)/,
  identify: (value) => Number.isInteger(value),
  resolve: Number,
  stringify: ({ value }) => `0x${hexDigits(value as number, digits)}`,
}));

/** Lists whose items are short enough for a line each. */
const tersely: ReadonlySet<unknown> = new Set(['contents', 'endpoints']);

function orderedObject(shape: ObjectShape, value: Plain, first: readonly string[] = []): Plain {
  const keys = new Set([...first, ...Object.keys(shape.options), ...Object.keys(value)]);
  const entries = [...keys].filter((key) => value[key] !== undefined);
  return Object.fromEntries(entries.map((key) => [key, ordered(shape.options[key]?.shape, value[key])]));
}

/** The same value with the keys of its objects in the order of the shape, so that equal definitions give equal text. */
function ordered(shape: Shape | undefined, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((each) => ordered(shape?.kind === 'list' ? shape.of : undefined, each));
  if (!isPlain(value)) return value;
  if (shape?.kind === 'list') return ordered(shape.of, value);
  switch (shape?.kind) {
    case 'object':
      return orderedObject(shape, value);
    case 'variant':
      return orderedObject(toldShape(shape, value) ?? { kind: 'object', options: {} }, value, [
        shape.key,
        'name',
        'preset',
      ]);
    case 'map':
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, ordered(shape.of, each)]));
    default:
      return value;
  }
}

/**
 * Writes a gadget as our own document. The same definition always gives the same text, and reading that gives an equal definition.
 *
 * @param networks - the networks over its network cards.
 */
export function writeDocument(
  definition: GadgetDefinition,
  networks: readonly NetworkDefinition[] = [],
): string {
  const network = networks.length > 1 ? networks : networks[0];
  const gadget = { ...definition, functions: definition.functions.map(withPreset) };
  const value = ordered(documentShape(), { gadget, network });
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    // Quotes what readers of YAML 1.1 would not take as it stands: yes, 42:11:22:33:44:55.
    compat: 'yaml-1.1',
    customTags: (tags) => [...tags, ...hexadecimalTags],
  });
  visit(document, {
    Pair(_key, { key, value: node }) {
      const name = isScalar(key) ? key.value : undefined;
      const digits = hexadecimalDigits.get(name);
      if (digits && isScalar(node) && typeof node.value === 'number') node.format = formatOf(digits);
      if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n'))
        node.type = 'QUOTE_DOUBLE';
      if (isSeq(node) && node.items.every((item) => isScalar(item) && typeof item.value === 'number'))
        node.flow = true;
      if (tersely.has(name) && isSeq(node)) for (const item of node.items) if (isMap(item)) item.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity });
}
