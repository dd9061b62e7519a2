import { FunctionBuilder } from './function-builder.js';
import type { RawFunctionDefinition } from './raw.js';

/** What a {@link RawFunction} is made from. */
export interface RawFunctionOptions
  extends Pick<RawFunctionDefinition, 'driver'>, Partial<Omit<RawFunctionDefinition, 'driver'>> {
  /** Attributes by path within the folder of the function, written in this order before the contents. Default none. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Any function of the kernel that has no class of its own, written as it is told, in the order in which it is told.
 *
 * @example
 * ```ts
 * const sound = new RawFunction({ driver: 'uac2', attributes: { p_chmask: 0, c_srate: 48000 } });
 * ```
 */
export class RawFunction extends FunctionBuilder<
  RawFunctionOptions,
  Omit<RawFunctionOptions, 'driver'>,
  RawFunctionDefinition
> {
  /** @param options - the driver, and what to write. */
  constructor(options: RawFunctionOptions) {
    super({ contents: [], ...options });
  }
}
