import { FunctionBuilder } from './function-builder.js';
import type { SerialFunctionDefinition } from './serial.js';

/** The drivers of a {@link SerialFunction}. */
export type SerialDriverName = SerialFunctionDefinition['driver'];

/** What each driver has of its own. */
interface SerialOwnOptions {
  readonly acm: Pick<SerialFunctionDefinition, 'protocol' | 'console'>;
  readonly gser: Pick<SerialFunctionDefinition, 'console'>;
  readonly obex: unknown;
}

/** What a {@link SerialFunction} is made from: only acm has a protocol, and obex is no console. */
export type SerialFunctionOptions<Driver extends SerialDriverName = SerialDriverName> = {
  [Name in Driver]: { readonly driver: Name; readonly name?: string } & SerialOwnOptions[Name];
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
