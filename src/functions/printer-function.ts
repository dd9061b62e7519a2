import { FunctionBuilder } from './function-builder.js';
import type { PrinterFunctionDefinition } from './printer.js';

/** What a {@link PrinterFunction} is made from. */
export type PrinterFunctionOptions = Partial<PrinterFunctionDefinition>;

/**
 * A printer: what the host prints is read from `/dev/g_printer0`, what is written there goes to the host.
 * Needs CONFIG_USB_CONFIGFS_F_PRINTER.
 *
 * @example
 * ```ts
 * const printer = new PrinterFunction({ deviceId: 'MFG:Maker;MDL:Model;CLS:PRINTER;' });
 * ```
 */
export class PrinterFunction extends FunctionBuilder<
  PrinterFunctionOptions,
  PrinterFunctionOptions,
  PrinterFunctionDefinition
> {
  /** @param options - device id and queue; every option has a default. */
  constructor(options: PrinterFunctionOptions = {}) {
    super({ driver: 'printer', ...options });
  }
}
