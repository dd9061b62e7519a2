import { FunctionBuilder } from './function-builder.js';
import type { SourceSinkFunctionDefinition } from './source-sink.js';

/** What a {@link SourceSinkFunction} is made from. */
export type SourceSinkFunctionOptions = Partial<SourceSinkFunctionDefinition>;

/**
 * Sends without end and takes all that comes: the device that the kernel's usbtest module works with.
 * Needs CONFIG_USB_CONFIGFS_F_LB_SS.
 *
 * @example
 * ```ts
 * const test = new SourceSinkFunction({ pattern: 'modulo-63' });
 * ```
 */
export class SourceSinkFunction extends FunctionBuilder<
  SourceSinkFunctionOptions,
  SourceSinkFunctionOptions,
  SourceSinkFunctionDefinition
> {
  /** @param options - pattern, packets and buffers; every option has a default. */
  constructor(options: SourceSinkFunctionOptions = {}) {
    super({ driver: 'SourceSink', ...options });
  }
}
