import { FunctionBuilder } from './function-builder.js';
import type { MassStorageFunctionDefinition } from './mass-storage.js';

/** What a {@link MassStorageFunction} is made from. */
export type MassStorageFunctionOptions = Partial<MassStorageFunctionDefinition> &
  Pick<MassStorageFunctionDefinition, 'luns'>;

/**
 * One to sixteen drives behind one interface. Needs CONFIG_USB_CONFIGFS_MASS_STORAGE.
 *
 * @example
 * ```ts
 * const stick = new MassStorageFunction({ luns: [{ file: '/srv/stick.img' }] });
 * const drive = new MassStorageFunction({ luns: [{ cdrom: true, file: '/srv/install.iso' }] });
 * ```
 */
export class MassStorageFunction extends FunctionBuilder<
  MassStorageFunctionOptions,
  MassStorageFunctionOptions,
  MassStorageFunctionDefinition
> {
  /** @param options - the drives, `lun.0` first. */
  constructor(options: MassStorageFunctionOptions) {
    super({ driver: 'mass_storage', ...options });
  }
}
