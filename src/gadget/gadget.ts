import type { FunctionBuilder } from '../functions/function-builder.js';
import { Builder } from '../options/builder.js';
import { Configuration } from './configuration.js';
import { completeGadget } from './define.js';
import { buildersOf, defineBuilders, withNames } from './defined-functions.js';
import type { GadgetDefinition } from './definition.js';

/** What a {@link Gadget} is made from. */
export interface GadgetOptions extends Omit<GadgetDefinition, 'functions' | 'configurations'> {
  /** Its functions, in the order of their making. Those that only a configuration lists come after them. Default: none but those. */
  readonly functions?: readonly FunctionBuilder[];
  /** Its configurations, in the order in which the host sees them. Default: one, `c.1`, with every function. */
  readonly configurations?: readonly Configuration[];
}

/** JavaScript lets anything in. */
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

/**
 * A whole USB device, as a value that never changes.
 *
 * @example
 * ```ts
 * const gadget = new Gadget({
 *   name: 'demo',
 *   vendorId: 0x1d6b,
 *   productId: 0x0104,
 *   strings: { '0x409': { manufacturer: 'Example', product: 'Keyboard', serialNumber: '1' } },
 *   functions: [HidFunction.keyboard()],
 * });
 * ```
 */
export class Gadget extends Builder<GadgetOptions, GadgetOptions, GadgetDefinition> {
  /** The same with more functions. They join every configuration that does not list its functions. */
  withFunctions(...functions: readonly FunctionBuilder[]): this {
    return this.with({ functions: [...(this.options.functions ?? []), ...functions] });
  }

  /** The same with more configurations. */
  withConfigurations(...configurations: readonly Configuration[]): this {
    return this.with({ configurations: [...(this.options.configurations ?? []), ...configurations] });
  }

  /** {@inheritDoc Builder.define} */
  protected override define(): GadgetDefinition {
    const { functions, configurations } = this.options;
    const listed = listOf(configurations);
    const builders = new Set([...listOf(functions), ...listed.flatMap(buildersOf)]);
    const defined = defineBuilders([...builders]);
    return completeGadget(
      {
        ...this.options,
        ...((functions === undefined || Array.isArray(functions)) && { functions: defined.definitions }),
        ...(Array.isArray(configurations) && {
          configurations: listed.map((each) => withNames(each, defined)),
        }),
      },
      defined.definitions,
    );
  }
}
