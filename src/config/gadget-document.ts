import { gadgetShape } from '../gadget/shape.js';
import { networkShape } from '../network/network-shape.js';
import { toJsonSchema } from '../options/json-schema.js';
import { once } from '../options/once.js';
import { text, type JsonSchema, type ObjectShape } from '../options/shape.js';

/** What our own document may be. */
export const documentShape: () => ObjectShape = once(() => ({
  kind: 'object',
  options: {
    $schema: { shape: text('the address of a JSON Schema', '', () => undefined), about: 'For editors.' },
    gadget: {
      shape: gadgetShape(),
      about: 'The gadget: give at least name, vendorId, productId and functions.',
      required: true,
    },
    network: {
      shape: { kind: 'list', of: networkShape, orOne: true },
      about: 'The network over its network card, or a list of them, one for each card.',
    },
  },
}));

/** The JSON Schema (draft 2020-12) of our own document, for editors. */
export function documentSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A USB gadget for Linux',
    ...toJsonSchema(documentShape()),
  };
}
