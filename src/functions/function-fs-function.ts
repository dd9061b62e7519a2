import { FunctionBuilder } from './function-builder.js';
import type { FunctionFsFunctionDefinition } from './function-fs.js';

/** What a {@link FunctionFsFunction} is made from. */
export type FunctionFsFunctionOptions = Pick<FunctionFsFunctionDefinition, 'interfaces'> &
  Partial<Omit<FunctionFsFunctionDefinition, 'interfaces'>>;

/**
 * A function that a program serves through files: its files are mounted, the gadget is bound once the program has written its descriptors,
 * and unmounted when the gadget goes. Needs CONFIG_USB_CONFIGFS_F_FS.
 *
 * @example
 * ```ts
 * const mtp = new FunctionFsFunction({
 *   name: 'mtp',
 *   mountPoint: '/dev/ffs-mtp',
 *   interfaces: [
 *     {
 *       class: 6,
 *       subclass: 1,
 *       protocol: 1,
 *       endpoints: [
 *         { direction: 'in', transfer: 'bulk' },
 *         { direction: 'out', transfer: 'bulk' },
 *         { direction: 'in', transfer: 'interrupt', packetBytes: 28 },
 *       ],
 *     },
 *   ],
 * });
 * ```
 */
export class FunctionFsFunction extends FunctionBuilder<
  FunctionFsFunctionOptions,
  FunctionFsFunctionOptions,
  FunctionFsFunctionDefinition
> {
  /** @param options - what the program declares, and where its files are to be. */
  constructor(options: FunctionFsFunctionOptions) {
    super({ driver: 'ffs', ...options });
  }
}
