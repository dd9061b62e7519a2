import { FunctionBuilder } from './function-builder.js';
import type { LoopbackFunctionDefinition } from './loopback.js';

/** What a {@link LoopbackFunction} is made from. */
export type LoopbackFunctionOptions = Partial<LoopbackFunctionDefinition>;

/**
 * Sends back what it gets: a test of controllers and hosts.
 * Needs CONFIG_USB_CONFIGFS_F_LB_SS.
 *
 * @example
 * ```ts
 * const loop = new LoopbackFunction({ bufferBytes: 512 });
 * ```
 */
export class LoopbackFunction extends FunctionBuilder<
  LoopbackFunctionOptions,
  LoopbackFunctionOptions,
  LoopbackFunctionDefinition
> {
  /** @param options - queue and buffers; every option has a default. */
  constructor(options: LoopbackFunctionOptions = {}) {
    super({ driver: 'Loopback', ...options });
  }
}
