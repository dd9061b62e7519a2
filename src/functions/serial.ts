import type { Attribute } from '../attributes/attribute.js';
import { since } from '../attributes/kernel-version.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { u8 } from '../attributes/number-codecs.js';
import { shownOnly } from '../attributes/text-codecs.js';
import { bulk, functionOptions, interrupt, type FunctionDriver } from './function-driver.js';

/** A serial port, as plain data. */
export interface SerialFunctionDefinition {
  /** `acm`: a modem that every system drives (USB CDC PSTN 1.2); `gser`: bare bulk endpoints; `obex`: object exchange. */
  readonly driver: 'acm' | 'gser' | 'obex';
  /** The instance: the folder is `DRIVER.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** acm only: `bInterfaceProtocol`, 0 to 255; 0 keeps modem managers away. First kernel 6.13, and 6.12 stable. Default 1. */
  readonly protocol?: number;
  /** acm and gser: the port is a console of the kernel. Needs CONFIG_U_SERIAL_CONSOLE. Default false. */
  readonly console?: boolean;
}

/** Seen in 6.12.107; in mainline from 6.13 on (Documentation/ABI/testing/configfs-usb-gadget-acm). */
const acmProtocol: Attribute = {
  name: 'protocol',
  codec: u8,
  from: 'protocol',
  initial: '1\n',
  takesEffect: 'link',
  frozenBy: 'link',
  since: since(6, 12, 100),
};

/** Depends on CONFIG_U_SERIAL_CONSOLE, which Debian's kernels leave out; so it is treated as a vendor's. */
const consoleAttribute: Attribute = {
  name: 'console',
  codec: boolean,
  from: 'console',
  initial: '0\n',
  takesEffect: 'now',
  vendor: true,
};

const portNumber: Attribute = {
  name: 'port_num',
  codec: shownOnly,
  initial: ({ index }) => `${index}\n`,
  access: 'read-only',
  kind: 'derived',
};

/** What tells the three drivers apart. */
interface SerialFacts {
  readonly attributes: readonly Attribute[];
  readonly interfaces: number;
  readonly notify?: number;
  readonly obstacles?: Pick<FunctionDriver, 'heldOffBus' | 'alternateSettings'>;
}

function serial(
  driver: SerialFunctionDefinition['driver'],
  facts: SerialFacts,
): FunctionDriver<SerialFunctionDefinition> {
  const endpoints = [bulk('in'), bulk('out'), ...(facts.notify ? [interrupt('in', facts.notify)] : [])];
  return {
    driver,
    module: driver === 'gser' ? 'usb_f_serial' : `usb_f_${driver}`,
    folder: { attributes: facts.attributes, role: 'function' },
    pool: { name: 'serial', limit: 8, errno: 'EBUSY' },
    options: functionOptions(facts.attributes),
    interfaces: () => facts.interfaces,
    endpoints: () => endpoints,
    device: { kind: 'serial', attribute: 'port_num', prefix: 'ttyGS' },
    usual: {},
    bindErrno: 'ENODEV',
    ...facts.obstacles,
  };
}

/** drivers/usb/gadget/function/f_{acm,serial,obex}.c */
export const serialDrivers: Readonly<
  Record<SerialFunctionDefinition['driver'], () => FunctionDriver<SerialFunctionDefinition>>
> = {
  acm: () =>
    serial('acm', { attributes: [acmProtocol, consoleAttribute, portNumber], interfaces: 2, notify: 10 }),
  gser: () => serial('gser', { attributes: [consoleAttribute, portNumber], interfaces: 1 }),
  obex: () =>
    serial('obex', {
      attributes: [portNumber],
      interfaces: 2,
      obstacles: { heldOffBus: true, alternateSettings: true },
    }),
};
