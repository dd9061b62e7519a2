import { FunctionBuilder } from './function-builder.js';
import type { TargetFunctionDefinition } from './target.js';

/** What a {@link TargetFunction} is made from. */
export type TargetFunctionOptions = Partial<TargetFunctionDefinition>;

/**
 * Drives of the kernel's SCSI target, over Bulk-Only Transport and USB Attached SCSI. Binds once a portal group is attached.
 * Needs CONFIG_USB_CONFIGFS_F_TCM.
 *
 * @example
 * ```ts
 * const drives = new TargetFunction();
 * ```
 */
export class TargetFunction extends FunctionBuilder<
  TargetFunctionOptions,
  TargetFunctionOptions,
  TargetFunctionDefinition
> {
  /** @param options - the name; every option has a default. */
  constructor(options: TargetFunctionOptions = {}) {
    super({ driver: 'tcm', ...options });
  }
}
