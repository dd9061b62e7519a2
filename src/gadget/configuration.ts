import { defineFunctions } from '../functions/drivers.js';
import type { FunctionBuilder } from '../functions/function-builder.js';
import { toldFunctionName } from '../functions/function-name.js';
import { Builder } from '../options/builder.js';
import { frozen } from '../options/frozen.js';
import { defineConfiguration } from './define.js';
import type { ConfigurationDefinition } from './definition.js';

/** What a {@link Configuration} is made from. */
export interface ConfigurationOptions extends Partial<Omit<ConfigurationDefinition, 'functions'>> {
  /** Its functions, by builder or by name as in `hid.keyboard`, in the order of their interfaces. Default: all of the gadget. */
  readonly functions?: readonly (FunctionBuilder | string)[];
}

/** What may be a builder, where JavaScript may have put anything. */
type Listed = FunctionBuilder | string;

/** The builders of a list, each once. */
export function buildersIn(lists: readonly (readonly Listed[])[]): FunctionBuilder[] {
  return [...new Set(lists.flat().filter((each) => each instanceof Builder))];
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
export class Configuration extends Builder<ConfigurationOptions, ConfigurationOptions, ConfigurationDefinition> {}
