import type { IssueCode } from '../issue-codes.js';

/** A JSON Schema (draft 2020-12), as plain JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a single value of a document may be. */
export interface ValueShape {
  /** What tells it from other shapes. */
  readonly kind: 'value';
  /** What is expected, to be read after the word "expected": `a whole number from 0 to 255`. */
  readonly expected: string;
  /** The cure, when the value is at fault. */
  readonly hint: string;
  /** The code of the fault, or undefined for a good value. */
  fault(value: unknown): IssueCode | undefined;
  /** The same rule for editors. */
  readonly schema: JsonSchema;
  /** The only words that it may be. Default: any that have no fault. */
  readonly words?: readonly string[];
}

/** One key of an object. */
export interface Option {
  /** What the value may be. */
  readonly shape: Shape;
  /** What to give, in one sentence, where it must be given. Default: it may be left out. */
  readonly required?: string;
}

/** The keys of an object. */
export type OptionTable = Readonly<Record<string, Option>>;

/** An object with known keys. */
export interface ObjectShape {
  /** What tells it from other shapes. */
  readonly kind: 'object';
  /** Its keys, by name. */
  readonly options: OptionTable;
  /** Other keys belong to somebody else, and are left alone. Default false: they are faults. */
  readonly open?: boolean;
}

/** A list of things of one shape. */
export interface ListShape {
  /** What tells it from other shapes. */
  readonly kind: 'list';
  /** What each item is. */
  readonly of: Shape;
  /** The most items. Default: no limit. */
  readonly most?: number;
  /** One item may stand without a list around it. Default false. */
  readonly orOne?: boolean;
}

/** An object whose keys are free, as languages are. */
export interface MapShape {
  /** What tells it from other shapes. */
  readonly kind: 'map';
  /** What a key may be. */
  readonly keys: ValueShape;
  /** What each value is. */
  readonly of: Shape;
}

/** An object that one of its own keys tells the shape of. */
export interface VariantShape {
  /** What tells it from other shapes. */
  readonly kind: 'variant';
  /** The telling key. */
  readonly key: string;
  /** What an object without the telling key is. Default: it needs one. */
  readonly byDefault?: string;
  /** The shape for each value of the telling key. */
  readonly cases: Readonly<Record<string, ObjectShape>>;
  /** The shape for every other value of the telling key, if others are allowed: told by a key of its own. */
  readonly other?: { readonly markers: readonly string[]; readonly shape: ObjectShape };
}

/** What a part of a document may be: the facts from which checks and the JSON Schema are made. */
export type Shape = ValueShape | ObjectShape | ListShape | MapShape | VariantShape;

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

/** A whole number within a range. */
export function wholeNumber(least: number, most: number, hint = ''): ValueShape {
  return {
    kind: 'value',
    expected: `a whole number from ${least} to ${most}`,
    hint,
    fault: (value) =>
      !isWhole(value) ? 'OPTION_TYPE' : value < least || value > most ? 'VALUE_RANGE' : undefined,
    schema: { type: 'integer', minimum: least, maximum: most },
  };
}

/** True or false. */
export const truth: ValueShape = {
  kind: 'value',
  expected: 'true or false',
  hint: 'Write true or false, without quotes.',
  fault: (value) => (typeof value === 'boolean' ? undefined : 'OPTION_TYPE'),
  schema: { type: 'boolean' },
};

/** One of a few words. */
export function oneOf(words: readonly string[], hint = ''): ValueShape {
  return {
    kind: 'value',
    expected: `one of ${words.join(', ')}`,
    hint,
    fault: (value) =>
      typeof value !== 'string' ? 'OPTION_TYPE' : words.includes(value) ? undefined : 'VALUE_FORMAT',
    schema: { enum: words },
    words,
  };
}

/** A text that obeys a rule of its own. */
export function text(
  expected: string,
  hint: string,
  fault: (value: string) => IssueCode | undefined,
  schema: JsonSchema = {},
): ValueShape {
  return {
    kind: 'value',
    expected,
    hint,
    fault: (value) => (typeof value === 'string' ? fault(value) : 'OPTION_TYPE'),
    schema: { type: 'string', ...schema },
  };
}

/** Any text at all. */
export const anyText: ValueShape = text('a text', '', () => undefined);

/** An object with these keys and no others. */
export const object = (options: OptionTable): ObjectShape => ({ kind: 'object', options });

/** A list of things of one shape. */
export const list = (of: Shape, most?: number): ListShape => ({
  kind: 'list',
  of,
  ...(most !== undefined && { most }),
});
