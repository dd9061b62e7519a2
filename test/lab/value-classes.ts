import type { Attribute } from '../../src/attributes/attribute.js';
import { media, special } from './random-values.js';

const hexOf = (text: string): string => Buffer.from(text).toString('hex');

/** Of which kind a value is. */
export type ValueClass = 'valid' | 'boundary' | 'invalid' | 'empty' | 'long' | 'beyond ASCII';

/** One value to write, as hex. */
export interface ClassedValue {
  readonly of: ValueClass;
  readonly hex: string;
}

interface Facts {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
  readonly type?: string;
}

/** The ends of the kernel's types, and what lies behind them (lib/kstrtox.c). */
const typeEnds = [255, 256, 65535, 65536, 2 ** 32 - 1, 2 ** 32];
const spellings = [
  '0',
  '1',
  '+2',
  '-1',
  '0x10',
  '0X1f',
  '010',
  '08',
  '0x',
  '1a',
  ' 1',
  '1 ',
  '1\n\n',
  '1\0x',
];
const words = ['a', 'Text', 'y', 'N', 'on', 'off', '2', ' ', '\t', 'a\nb', '\x01\x7f'];
const letters = ['é', 'é☃😀'];
/** Bytes that are no UTF-8: an end without a beginning, a beginning without an end, a letter in two halves of which one is missing. */
const noLetters = ['ff', '80', '61c3', 'c3'];

const ofType = (facts: Facts): readonly unknown[] => {
  if (facts.enum) return facts.enum;
  if (facts.type === 'boolean') return [true, false];
  return [];
};

/** Numbers at the ends of what an option may be, below and above. */
const numbersAround = ({ minimum, maximum }: Facts): number[] =>
  [minimum, maximum].flatMap((end) => (end === undefined ? [] : [end - 1, end, end + 1]));

/** Texts of the longest length, shorter and longer by one; letters of two bytes across the end. */
const textsAround = ({ maxLength }: Facts): string[] =>
  maxLength === undefined
    ? []
    : [
        ...[-1, 0, 1].map((more) => 'x'.repeat(maxLength + more)),
        `${'x'.repeat(maxLength - 1)}é`,
        'é'.repeat((maxLength >> 1) + 1),
      ];

/** What configfs takes at once is 4095 bytes (fs/configfs/file.c, SIMPLE_ATTR_SIZE). */
const longTexts = [4094, 4095, 4096].map((length) => 'x'.repeat(length));

/** Every class of value for an attribute, from its table: what an option may be, the ends of that, and what no attribute is made for. */
export function classedValues({ name, codec, binary }: Attribute): ClassedValue[] {
  const facts = codec.shape.schema as Facts;
  const own =
    special[name] ?? special[name.replace(/^[cp]_/, '')] ?? (name === 'file' ? Object.keys(media) : []);
  const isNumber = facts.type === 'integer';
  const asWritten = (value: unknown): string => {
    const text = codec.write(value);
    return binary ? text : hexOf(text);
  };
  const texts = (of: ValueClass, values: readonly string[]): ClassedValue[] =>
    values.map((value) => ({ of, hex: value.startsWith('hex:') ? value.slice(4).trim() : hexOf(value) }));
  const valid = ofType(facts).map((value): ClassedValue => ({ of: 'valid', hex: asWritten(value) }));
  const withLineFeed = valid.map(({ of, hex }): ClassedValue => ({ of, hex: `${hex}0a` }));
  const around = isNumber ? numbersAround(facts) : [];
  const all = [
    ...valid,
    ...withLineFeed,
    ...texts('valid', [...own, ...own.map((value) => `${value}\n`)]),
    ...texts('boundary', [...around, ...typeEnds].map(String)),
    ...texts('boundary', textsAround(facts)),
    ...texts('invalid', [...spellings, ...words]),
    ...texts('empty', ['', '\n', '\0', '\n\n']),
    ...texts('long', longTexts),
    ...texts('beyond ASCII', letters),
    ...noLetters.map((hex): ClassedValue => ({ of: 'beyond ASCII', hex })),
    // What is left is good, for what looks at several attributes together.
    ...valid.slice(0, 1),
    ...texts('valid', own.slice(0, 1)),
  ];
  const seen = new Set<string>();
  return all.filter(({ hex }, index) => index > all.length - 3 || (!seen.has(hex) && seen.add(hex)));
}
