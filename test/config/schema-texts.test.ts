import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { documentSchema } from 'usb-gadget/yaml';
import type { Attribute, FolderKind } from '../../src/attributes/attribute.js';
import { isPlain, type Plain } from '../../src/options/plain.js';
import { functionDrivers } from '../../src/functions/drivers.js';

interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** One option of a document, where it stands, and what editors say of it. */
interface Told {
  readonly path: string;
  readonly schema: Schema;
  readonly text: string;
  readonly isRequired: boolean;
}

const { $defs, ...rest } = JSON.parse(readFileSync('dist/schema.json', 'utf8')) as Plain;

/** What stands once, wherever it is referred to. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (!isPlain(value)) return value;
  const { $ref: reference } = value;
  if (typeof reference === 'string') return resolved(($defs as Plain)[reference.replace('#/$defs/', '')]);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
}

const shipped = resolved(rest) as Schema;

const choices = ({ oneOf = [], anyOf = [] }: Schema): readonly Schema[] => [...oneOf, ...anyOf];

/** What tells one of several objects: its driver, its mode, its format. */
const tellingWord = ({ properties = {} }: Schema): string => {
  const word = Object.values(properties).find((each) => typeof each.const === 'string')?.const;
  return word === undefined ? '' : `<${String(word)}>`;
};

function* optionsOf(schema: Schema, path = ''): Generator<Told> {
  for (const [key, each] of Object.entries(schema.properties ?? {})) {
    const isRequired = schema.required?.includes(key) ?? false;
    yield { path: `${path}.${key}`, schema: each, text: each.description ?? '', isRequired };
    yield* optionsOf(each, `${path}.${key}`);
  }
  for (const each of choices(schema)) yield* optionsOf(each, `${path}${tellingWord(each)}`);
  if (schema.items) yield* optionsOf(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === 'object')
    yield* optionsOf(schema.additionalProperties, `${path}.*`);
}

const options = [...optionsOf(shipped)].filter(({ schema }) => schema.const === undefined);

/** A number as people write it. */
const spellings = (value: number): readonly string[] => [
  String(value),
  `0x${value.toString(16)}`,
  `0x${value.toString(16).padStart(4, '0')}`,
];

const tells = (text: string, value: number): boolean => spellings(value).some((each) => text.includes(each));

/** The numbers that an option takes: itself, one of a list of its own, or in place of it. */
const numbers = ({ schema }: Told): readonly Schema[] =>
  [schema, ...choices(schema), ...(schema.items ? [schema.items] : [])].filter(
    ({ minimum, maximum }) => minimum !== undefined && maximum !== undefined,
  );

/** Editors show the texts of an option when one points at it; they do not show its limits. */
const rules: readonly (readonly [what: string, holds: (option: Told) => boolean])[] = [
  ['what it is', ({ text }) => text !== ''],
  [
    'its range, where it is a number',
    (option) =>
      numbers(option).every(
        ({ minimum, maximum }) => tells(option.text, minimum!) && tells(option.text, maximum!),
      ),
  ],
  [
    'its length, where that has a limit',
    ({ text, schema: { maxLength } }) => !maxLength || tells(text, maxLength),
  ],
  [
    'its default, where it may be left out',
    ({ text, isRequired }) => isRequired || /\bDefault\b|\bAbsent: /.test(text),
  ],
];

/** Every attribute that options stand for, of a folder and of those that are always in it. */
const attributesOf = ({ attributes, folders = {} }: FolderKind): readonly Attribute[] => [
  ...attributes,
  ...Object.values(folders).flatMap(attributesOf),
];

const attributes = Object.values(functionDrivers()).flatMap(({ driver, folder }) =>
  attributesOf(folder).flatMap((attribute) => {
    const { from } = attribute;
    const path = `.gadget.functions[]<${driver}>.${String(from)}`;
    const option = typeof from === 'string' ? options.find((each) => each.path === path) : undefined;
    return option ? [{ attribute, option }] : [];
  }),
);

/** Values without what only editors read. */
const rulesOf = (schema: unknown): unknown =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      typeof value === 'string' && key === 'description' ? undefined : key === 'default' ? undefined : value,
    ),
  );

suite('the JSON Schema that is shipped', () => {
  test('has the rules of the documents, and nothing but texts and defaults beside them', () => {
    assert.deepEqual(rulesOf(shipped), documentSchema());
  });

  for (const [what, holds] of rules)
    test(`tells of each option ${what}`, () => {
      assert.ok(options.length > 500);
      assert.deepEqual(
        options.filter((each) => !holds(each)).map(({ path, text }) => `${path}: ${text}`),
        [],
      );
    });

  test('tells the first kernel of each attribute that older ones lack', () => {
    const young = attributes.filter(({ attribute }) => attribute.since !== undefined);
    assert.ok(young.length > 30);
    for (const { attribute, option } of young) {
      const [major, minor] = [Math.floor(attribute.since! / 1e6), Math.floor(attribute.since! / 1e3) % 1e3];
      assert.match(option.text, new RegExp(`[Ff]irst kernel.* ${major}\\.${minor}\\b`), option.path);
    }
  });

  test('has the defaults of the kernel', () => {
    const defaults = attributes.filter(
      ({ attribute: { initial, kind = 'declared', otherwise }, option }) =>
        typeof initial === 'string' &&
        initial.trim() !== '' &&
        kind === 'declared' &&
        !otherwise &&
        option.schema.default !== undefined,
    );
    assert.ok(defaults.length > 50);
    for (const { attribute, option } of defaults) {
      const initial = attribute.codec.read(attribute.initial as string) as unknown;
      // One of several values needs no list in a document.
      assert.deepEqual([option.schema.default].flat(), [initial].flat(), option.path);
    }
  });

  test('has no default of an option that a preset or a size tells', () => {
    const told =
      /<hid>\.(noOutEndpoint|protocol|subclass)$|\.(minimumBitRate|maximumBitRate|maximumFrameBytes|defaultFrameInterval)$/;
    const dependent = options.filter(({ path }) => told.test(path));
    assert.ok(dependent.length > 7);
    for (const { path, schema } of dependent) assert.equal(schema.default, undefined, path);
  });

  test('has defaults that its own rules take', () => {
    const ajv = new Ajv2020({ strict: false });
    const defaults = options.filter(({ schema }) => schema.default !== undefined);
    assert.ok(defaults.length > 200);
    for (const { path, schema } of defaults)
      assert.ok(ajv.validate(schema, schema.default), `${path}: ${JSON.stringify(schema.default)}`);
  });
});
