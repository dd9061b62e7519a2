import type { Attribute } from '../attributes/attribute.js';
import type { Codec } from '../attributes/codec.js';
import { since } from '../attributes/kernel-version.js';
import { u16 } from '../attributes/number-codecs.js';
import { shortText, withoutLineFeed } from '../attributes/text-codecs.js';
import { once } from '../options/once.js';
import { wholeNumber } from '../options/shape.js';
import { utf8Length } from '../usb/bytes.js';
import { bulk, functionOptions, type FunctionDriver } from './function-driver.js';

/** A printer, as plain data. */
export interface PrinterFunctionDefinition {
  /** Always `printer`. */
  readonly driver: 'printer';
  /** The instance: the folder is `printer.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** What it tells the host that it is (IEEE 1284, device id), as in `MFG:Maker;MDL:Model;CLS:PRINTER;`. At most 1021 bytes. Default none. */
  readonly deviceId?: string;
  /** Transfers of 8192 bytes queued for each direction, 1 to 65535. Default 10. */
  readonly queueLength?: number;
}

/** The length counts itself, and the Linux host takes 1023 bytes with it (drivers/usb/class/usblp.c, USBLP_DEVICE_ID_SIZE). */
const longestId = 1021;

/**
 * The driver sends as many bytes as the id has, of its length in two bytes and the id: the host never gets the last two
 * (f_printer.c, printer_func_setup). So two blanks stand behind it.
 */
const lostToHost = '  ';

/** What one write to configfs brings (fs/configfs/file.c, SIMPLE_ATTR_SIZE). */
const longestText = 4095;

/** Kept as it is, and shown with a line feed if it has none and one has room (f_printer.c, f_printer_opts_pnp_string_show). */
const idText: Codec<string> = {
  shape: shortText(longestText),
  write: (value) => value || '\n',
  store: (written) =>
    written.endsWith('\n') || utf8Length(written) >= longestText ? written : `${written}\n`,
  same: (wanted, shown) => withoutLineFeed(wanted) === withoutLineFeed(shown),
  read: withoutLineFeed,
};

/** DEFAULT_Q_LEN; 5.10 has 0, with which nothing can be read or written, and the kernel between them that changed it is not known. */
const usualQueue = 10;

const attributes = (): readonly Attribute[] => [
  {
    name: 'pnp_string',
    codec: idText,
    from: ({ deviceId }: PrinterFunctionDefinition) => deviceId && deviceId + lostToHost,
    into: (text: string) => ({ deviceId: text.replace(/ {2}$/, '') }),
    initial: '',
    takesEffect: 'enumeration',
  },
  {
    name: 'q_len',
    codec: { ...u16, shape: wholeNumber(1, 0xffff) },
    from: ({ queueLength = usualQueue }: PrinterFunctionDefinition) => queueLength,
    into: 'queueLength',
    initial: ({ kernel }) => (kernel < since(6, 1) ? '0\n' : `${usualQueue}\n`),
    takesEffect: 'link',
    frozenBy: 'link',
  },
];

/** drivers/usb/gadget/function/f_printer.c */
export const printer: () => FunctionDriver<PrinterFunctionDefinition> = once(() => {
  const table = attributes();
  return {
    driver: 'printer',
    module: 'usb_f_printer',
    folder: { attributes: table, role: 'function' },
    pool: { name: 'printer', limit: 4, errno: 'ENODEV' },
    options: functionOptions(table, {
      deviceId: { shape: shortText(longestId) },
      queueLength: { shape: wholeNumber(1, 0xffff) },
    }),
    interfaces: () => 1,
    endpoints: () => [bulk('in'), bulk('out')],
    usual: {},
    device: { kind: 'printer' },
    bindErrno: 'ENODEV',
    // Each configuration would make the same device node anew.
    secondConfiguration: 'EEXIST',
  };
});
