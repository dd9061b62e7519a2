import { FunctionBuilder } from './function-builder.js';
import type { SerialFunctionDefinition } from './serial.js';

/** The drivers of a {@link SerialFunction}. */
export type SerialDriverName = SerialFunctionDefinition['driver'];

/** What each driver has of its own. */
export interface SerialOwnOptions {
  /** A protocol, and a console. */
  readonly acm: Pick<SerialFunctionDefinition, 'protocol' | 'console'>;
  /** A console. */
  readonly gser: Pick<SerialFunctionDefinition, 'console'>;
  /** Nothing of its own. */
  readonly obex: unknown;
}

/** What a {@link SerialFunction} is made from: only acm has a protocol, and obex is no console. */
export type SerialFunctionOptions<Driver extends SerialDriverName = SerialDriverName> = {
  [Name in Driver]: {
    /** `acm`: a modem that every system drives (USB CDC PSTN 1.2); `gser`: bare bulk endpoints; `obex`: object exchange. */
    readonly driver: Name;
    /** The instance: the folder is `DRIVER.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
    readonly name?: string;
  } & SerialOwnOptions[Name];
}[Driver];

/**
 * A serial port: `/dev/ttyGS0` and on here, `/dev/ttyACM0` or a COM port on the host.
 * Needs CONFIG_USB_CONFIGFS_ACM, _SERIAL or _OBEX.
 *
 * @example
 * ```ts
 * const port = new SerialFunction({ driver: 'acm' });
 * ```
 */
export class SerialFunction<Driver extends SerialDriverName = SerialDriverName> extends FunctionBuilder<
  SerialFunctionOptions<Driver>,
  Omit<SerialFunctionOptions<Driver>, 'driver'>,
  SerialFunctionDefinition
> {}
