import type { GadgetDefinition } from './definition.js';

/** A builder, or what one builds. */
export type GadgetSource = GadgetDefinition | { toDefinition(): GadgetDefinition };

/** By what it can do, so that a builder of another copy of this package is one too. */
const isBuilder = (gadget: GadgetSource | null): gadget is Exclude<GadgetSource, GadgetDefinition> =>
  typeof (gadget as { toDefinition?: unknown } | null)?.toDefinition === 'function';

/** The definition of a builder, or itself. */
export function definitionOf(gadget: GadgetSource): GadgetDefinition {
  return isBuilder(gadget) ? gadget.toDefinition() : gadget;
}
