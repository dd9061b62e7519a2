import type { FunctionBuilder } from '../functions/function-builder.js';
import { Builder } from '../options/builder.js';
import { frozen } from '../options/frozen.js';
import { defineConfigurations } from './define.js';
import { buildersOf, defineBuilders, withNames } from './defined-functions.js';
import type { ConfigurationDefinition } from './definition.js';

/** What a {@link Configuration} is made from. */
export interface ConfigurationOptions extends Partial<Omit<ConfigurationDefinition, 'functions'>> {
  /** Its functions, by builder or by name as in `hid.keyboard`, in the order of their interfaces. Default: all of the gadget. */
  readonly functions?: readonly (FunctionBuilder | string)[];
}

/**
 * One configuration: a set of functions that the host can switch on together. Most gadgets need none: without any, a gadget
 * has one, `c.1`, with all its functions.
 *
 * @example
 * ```ts
 * const configuration = new Configuration({ maxPowerMilliamps: 250, functions: [keyboard, disk] });
 * ```
 */
export class Configuration extends Builder<
  ConfigurationOptions,
  ConfigurationOptions,
  ConfigurationDefinition
> {
  /** The definition of this configuration alone, as the first of a gadget that has no other functions. */
  override toDefinition(): ConfigurationDefinition {
    return super.toDefinition();
  }

  /** {@inheritDoc Builder.define} */
  protected override define(): ConfigurationDefinition {
    const functions = defineBuilders(buildersOf(this));
    return frozen(defineConfigurations([withNames(this, functions)], [])[0]!);
  }
}
