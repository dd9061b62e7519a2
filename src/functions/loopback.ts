import { copiedAtLink, type Attribute } from '../attributes/attribute.js';
import { unsigned } from '../attributes/number-codecs.js';
import { once } from '../options/once.js';
import { wholeNumber } from '../options/shape.js';
import { bulk, functionOptions, type FunctionDriver } from './function-driver.js';

/** A test device that sends back what it gets, as plain data. */
export interface LoopbackFunctionDefinition {
  /** Always `Loopback`: the kernel's spelling. */
  readonly driver: 'Loopback';
  /** The instance: the folder is `Loopback.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** Transfers that wait to be sent back, 0 to 2147483647; 0 is 32. Default 32. */
  readonly queueLength?: number;
  /** Bytes of one transfer, 1 to 4194304. Default 4096. */
  readonly bufferBytes?: number;
}

/** The largest piece of memory that the kernel allocates at once (include/linux/slab.h, KMALLOC_MAX_SIZE). */
export const mostBufferBytes = 0x400000;

const attributes = (): readonly Attribute[] =>
  copiedAtLink([
    {
      name: 'qlen',
      codec: unsigned({ typeMost: 0xffffffff, format: 'signed', shape: wholeNumber(0, 0x7fffffff) }),
      from: 'queueLength',
      initial: '32\n',
    },
    {
      name: 'bulk_buflen',
      codec: unsigned({ typeMost: 0xffffffff, format: 'signed', shape: wholeNumber(1, mostBufferBytes) }),
      from: 'bufferBytes',
      initial: '4096\n',
    },
  ]);

/** drivers/usb/gadget/function/f_loopback.c */
export const loopback: () => FunctionDriver<LoopbackFunctionDefinition> = once(() => {
  const table = attributes();
  return {
    driver: 'Loopback',
    module: 'usb_f_ss_lb',
    folder: { attributes: table, role: 'function' },
    options: functionOptions(table),
    interfaces: () => 1,
    endpoints: () => [bulk('in'), bulk('out')],
    usual: {},
    bindErrno: 'ENODEV',
  };
});
