import { FunctionBuilder } from './function-builder.js';
import type { PhonetFunctionDefinition } from './phonet.js';

/** What a {@link PhonetFunction} is made from. */
export type PhonetFunctionOptions = Partial<PhonetFunctionDefinition>;

/**
 * A link of the Phonet protocol, which modems of Nokia speak: `upnlink0` here, `usbpn0` on a Linux host.
 * Needs CONFIG_USB_CONFIGFS_PHONET.
 *
 * @example
 * ```ts
 * const modem = new PhonetFunction();
 * ```
 */
export class PhonetFunction extends FunctionBuilder<
  PhonetFunctionOptions,
  PhonetFunctionOptions,
  PhonetFunctionDefinition
> {
  /** @param options - the name; every option has a default. */
  constructor(options: PhonetFunctionOptions = {}) {
    super({ driver: 'phonet', ...options });
  }
}
