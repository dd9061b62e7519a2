import type { JsonSchema, ObjectShape, Shape, VariantShape } from './shape.js';

function objectSchema(shape: ObjectShape, telling: JsonSchema = {}, mustTell = true): JsonSchema {
  const properties: Record<string, unknown> = { ...telling };
  for (const [key, option] of Object.entries(shape.options)) properties[key] = toJsonSchema(option.shape);
  const required = mustTell ? Object.keys(telling) : [];
  for (const [key, option] of Object.entries(shape.options))
    if (option.required !== undefined) required.push(key);
  return {
    type: 'object',
    properties,
    additionalProperties: shape.open ?? false,
    ...(required.length > 0 && { required }),
  };
}

function otherSchema({ shape, markers }: NonNullable<VariantShape['other']>): JsonSchema {
  return { ...objectSchema(shape), anyOf: markers.map((marker) => ({ required: [marker] })) };
}

/** The JSON Schema (draft 2020-12) of a shape, for editors. */
export function toJsonSchema(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'value':
      return shape.schema;
    case 'object':
      return objectSchema(shape);
    case 'list': {
      const items = toJsonSchema(shape.of);
      const list = { type: 'array', items, ...(shape.most !== undefined && { maxItems: shape.most }) };
      return shape.orOne ? { anyOf: [items, list] } : list;
    }
    case 'map':
      return { type: 'object', additionalProperties: toJsonSchema(shape.of) };
    case 'variant':
      return {
        oneOf: [
          ...Object.entries(shape.cases).map(([told, each]) =>
            objectSchema(each, { [shape.key]: { const: told } }, told !== shape.byDefault),
          ),
          ...(shape.other ? [otherSchema(shape.other)] : []),
        ],
      };
  }
}
