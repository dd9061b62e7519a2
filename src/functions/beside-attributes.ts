import type { Attribute } from '../attributes/attribute.js';
import type { ValueShape } from '../options/shape.js';

/** A name of something that stands in one folder with attributes, and so has the name of none of them. */
export const besideAttributes = (attributes: readonly Attribute[], shape: ValueShape): ValueShape => ({
  ...shape,
  fault: (value) =>
    shape.fault(value) ?? (attributes.some(({ name }) => name === value) ? 'NAME_INVALID' : undefined),
});
