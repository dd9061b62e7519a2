import type { Attribute } from '../attributes/attribute.js';
import { shownOnly } from '../attributes/text-codecs.js';
import { once } from '../options/once.js';
import { bulk, functionOptions, type FunctionDriver } from './function-driver.js';

/** A link of Nokia's Phonet protocol, as plain data. */
export interface PhonetFunctionDefinition {
  /** Always `phonet`. */
  readonly driver: 'phonet';
  /** The instance: the folder is `phonet.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
}

const attributes = (): readonly Attribute[] => [
  {
    name: 'ifname',
    codec: shownOnly,
    initial: '(unnamed net_device)\n',
    access: 'read-only',
    kind: 'derived',
  },
];

/** drivers/usb/gadget/function/f_phonet.c */
export const phonet: () => FunctionDriver<PhonetFunctionDefinition> = once(() => {
  const table = attributes();
  return {
    driver: 'phonet',
    module: 'usb_f_phonet',
    folder: { attributes: table, role: 'function' },
    options: functionOptions(table),
    interfaces: () => 2,
    endpoints: () => [bulk('out'), bulk('in')],
    usual: {},
    interfaceName: 'upnlink%d',
    device: { kind: 'network', attribute: 'ifname' },
    bindErrno: 'ENODEV',
  };
});
