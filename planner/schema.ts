import type { JsonSchema } from 'usb-gadget';
import file from 'usb-gadget/schema.json' with { type: 'json' };
import { isObject } from './path.js';

const asSchema = (value: unknown): JsonSchema => (isObject(value) ? value : {});
const asSchemas = (value: unknown): readonly JsonSchema[] =>
  Array.isArray(value) ? value.map(asSchema) : [];

/** The keys of an object and what each may be. */
export function propertiesOf(schema: JsonSchema): readonly (readonly [key: string, schema: JsonSchema])[] {
  return Object.entries(asSchema(schema['properties'])).map(([key, each]) => [key, asSchema(each)]);
}

/** Whether an object must have a key. */
export const isRequired = (schema: JsonSchema, key: string): boolean =>
  Array.isArray(schema['required']) && schema['required'].includes(key);

/** The few words that a value may be. */
export function wordsOf(schema: JsonSchema): readonly string[] | undefined {
  return Array.isArray(schema['enum']) ? schema['enum'].map(String) : undefined;
}

/** What it is, with its range and its default. */
export function aboutOf({ description }: JsonSchema): string {
  return typeof description === 'string' ? description : '';
}

/** How a value is entered. */
export type Editor =
  | { readonly kind: 'truth' | 'number' | 'text' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** Several values: with commas between them, or each on a line of its own where they may hold commas. */
  | {
      readonly kind: 'several';
      readonly numbers: boolean;
      readonly onLines: boolean;
      readonly orOne: boolean;
    }
  | { readonly kind: 'list'; readonly item: JsonSchema; readonly most?: number }
  | { readonly kind: 'map'; readonly item: JsonSchema }
  | { readonly kind: 'object'; readonly schema: JsonSchema }
  /** An object that one of its keys tells the shape of. */
  | { readonly kind: 'variant'; readonly key: string; readonly cases: ReadonlyMap<string, JsonSchema> };

/** The key that tells the cases of a variant apart, and the cases; an object that needs no word for it is the first case. */
function variantOf(cases: readonly JsonSchema[]): Editor | undefined {
  const told = cases.flatMap((each): [string, string, JsonSchema][] => {
    const telling = propertiesOf(each).find(([, schema]) => 'const' in schema);
    return telling ? [[telling[0], String(telling[1]['const']), each]] : [];
  });
  const [first] = told;
  return (
    first && {
      kind: 'variant',
      key: first[0],
      cases: new Map(told.map(([, word, schema]) => [word, schema])),
    }
  );
}

function listOf(schema: JsonSchema): Editor {
  const item = asSchema(schema['items']);
  const { kind } = editorOf(item);
  const several = { kind: 'several', onLines: false, orOne: false } as const;
  if (kind === 'number' || isNumberOrText(item)) return { ...several, numbers: true };
  if (kind === 'word') return { ...several, numbers: false };
  if (kind === 'text') return { ...several, numbers: false, onLines: true };
  return { kind: 'list', item, ...(typeof schema['maxItems'] === 'number' && { most: schema['maxItems'] }) };
}

const choicesOf = (schema: JsonSchema): readonly JsonSchema[] => [
  ...asSchemas(schema['oneOf']),
  ...asSchemas(schema['anyOf']),
];

/** Ports are numbers, or ranges of them as text. */
const isNumberOrText = (schema: JsonSchema): boolean =>
  choicesOf(schema).some((each) => each['type'] === 'integer');

/** A list whose one item, or whose length, may stand in place of it. */
function listOrOne(schema: JsonSchema): Editor | undefined {
  const list = choicesOf(schema).find((each) => each['type'] === 'array');
  const editor = list && listOf(list);
  return editor?.kind === 'several' ? { ...editor, numbers: true, orOne: true } : editor;
}

/** How a value of this schema is entered. */
export function editorOf(schema: JsonSchema): Editor {
  const words = wordsOf(schema);
  if (words) return { kind: 'word', words };
  switch (schema['type']) {
    case 'boolean':
      return { kind: 'truth' };
    case 'integer':
    case 'number':
      return { kind: 'number' };
    case 'array':
      return listOf(schema);
    case 'object':
      if (isObject(schema['additionalProperties']))
        return { kind: 'map', item: schema['additionalProperties'] };
      return { kind: 'object', schema };
  }
  if (schema['const'] === true) return { kind: 'truth' };
  return (
    variantOf(asSchemas(schema['oneOf'])) ??
    listOrOne(schema) ?? { kind: isNumberOrText(schema) ? 'number' : 'text' }
  );
}

const { $defs, ...rest }: JsonSchema = file;
const definitions = asSchema($defs);

/** The same with what stands once in the file wherever it is referred to. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (!isObject(value)) return value;
  const { $ref: reference } = value;
  if (typeof reference === 'string') return resolved(definitions[reference.replace('#/$defs/', '')]);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
}

const document = asSchema(resolved(rest));
const part = (key: string): JsonSchema => propertiesOf(document).find(([name]) => name === key)?.[1] ?? {};

/** What a gadget may be. */
export const gadgetSchema: JsonSchema = part('gadget');

const functionsEditor = editorOf(propertiesOf(gadgetSchema).find(([key]) => key === 'functions')?.[1] ?? {});
const functionEditor = functionsEditor.kind === 'list' ? editorOf(functionsEditor.item) : functionsEditor;

/** What a function of a driver may be; any other has what a raw one has. */
export function functionSchema(driver: unknown): JsonSchema {
  if (functionEditor.kind !== 'variant') return {};
  return functionEditor.cases.get(driver === 'rndis5' ? 'rndis' : String(driver)) ?? rawSchema();
}

/** What a driver's function is, on the device and for the host. */
export function driverAbout(driver: unknown): string {
  const [, told = {}] = propertiesOf(functionSchema(driver)).find(([key]) => key === 'driver') ?? [];
  return aboutOf(told);
}

function rawSchema(): JsonSchema {
  const items = functionsEditor.kind === 'list' ? asSchemas(functionsEditor.item['oneOf']) : [];
  return items.at(-1) ?? {};
}

const networksEditor = editorOf(part('network'));

/** What a network may be. */
export const networkSchema: JsonSchema = networksEditor.kind === 'list' ? networksEditor.item : {};
