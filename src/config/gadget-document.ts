import { gadgetShape } from '../gadget/shape.js';
import { networkShape } from '../network/network-shape.js';
import { toJsonSchema } from '../options/json-schema.js';
import { once } from '../options/once.js';
import { object, text, type JsonSchema, type ObjectShape } from '../options/shape.js';

/** What our own document may be. */
export const documentShape: () => ObjectShape = once(() =>
  object({
    $schema: { shape: text('the address of a JSON Schema', '', () => undefined) },
    gadget: {
      shape: gadgetShape(),
      required: 'The gadget: give at least name, vendorId, productId and functions.',
    },
    network: {
      shape: { kind: 'list', of: networkShape, orOne: true },
    },
  }),
);

/**
 * The rules of our own document as a JSON Schema (draft 2020-12). The file `usb-gadget/schema.json` is the same for editors: it says
 * of each option what it is, and its default.
 */
export function documentSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A USB gadget for Linux',
    ...toJsonSchema(documentShape()),
  };
}
