import { isRefusal } from '../../src/attributes/errno.js';
import { mostRates } from '../../src/attributes/list-codecs.js';
import { parseUnsigned } from '../../src/attributes/number-codecs.js';
import { since, type KernelVersion } from '../../src/attributes/kernel-version.js';
import type { Operation } from './configfs-driver.js';
import { gadgetOf } from './random-operations.js';

/** What the harm of an operation depends on. */
export interface Circumstances {
  readonly kernel: KernelVersion;
  /** Whether a host reads what is bound, some time after the bind. */
  readonly isAwaited: boolean;
  /** The gadgets that are bound. */
  readonly bound: ReadonlySet<string>;
  /** Links of configurations: where each leads. */
  readonly links: ReadonlyMap<string, string>;
  /** What an attribute gives, as text; empty where there is none. */
  read(path: string): Promise<string>;
}

/** Operations that are never done on a running kernel, and why. */
export interface Harm {
  /** Which they are. */
  readonly what: string;
  /** What they would do. */
  readonly reason: string;
  /** Whether an operation is one of them. */
  is(operation: Operation, circumstances: Circumstances): boolean | Promise<boolean>;
}

const isWrite = (operation: Operation): operation is Extract<Operation, { op: 'write' }> =>
  operation.op === 'write';

const textOf = (hex: string): string => Buffer.from(hex, 'hex').toString();
const numberOf = (hex: string): number => Number(textOf(hex));
const ratesBeforeLast = (hex: string): string[] => textOf(hex).split(',').slice(0, -1);
const beside = (path: string, name: string): string => path.replace(/[^/]+$/, name);

/** Types of a property whose data are not text, and none (u_os_desc.h). */
const bytesOfProperty = ['0\n', '3\n', '4\n', '5\n', '7\n'];

const property = /\/interface\.[^/]+\/[^/]+\/(type|data)$/;

/**
 * What would make the kernel use memory that it has freed or never filled, leave something behind for good, so that what comes later
 * depends on it, or depend on more than the operations.
 */
export const harms: readonly Harm[] = [
  {
    what: 'rmdir of a language, or of a string, of a bound gadget',
    reason:
      'the gadget goes on using the freed strings (drivers/usb/gadget/configfs.c, gadget_strings_attr_release)',
    is: ({ op, path }, { bound }) =>
      op === 'rmdir' && path.includes('/strings/') && bound.has(gadgetOf(path)),
  },
  {
    what: 'unlink of a class header of a camera that is in a configuration',
    reason:
      'the kernel goes on with the descriptors of the camera, and takes no others ever after (uvc_configfs.c, uvcg_streaming_class_drop_link)',
    is({ op, path }, { links }) {
      const [camera] = /^[^/]+\/functions\/uvc\.[^/]+(?=\/(control|streaming)\/class\/)/.exec(path) ?? [];
      return op === 'unlink' && camera !== undefined && [...links.values()].includes(camera);
    },
  },
  {
    what: 'before 6.1: a link to a hid function that is in a configuration',
    reason:
      'the bind of the second is refused and never lets go of the device of the first (f_hid.c, hidg_bind)',
    is: (operation, { kernel, links }) =>
      operation.op === 'symlink' &&
      kernel < since(6, 1) &&
      operation.target.includes('/functions/hid.') &&
      [...links.values()].includes(operation.target),
  },
  {
    what: 'before 6.1: a link to a printer',
    reason:
      'when all printers are gone, sysfs may keep the folder of their devices, and no printer binds ever after (f_printer.c, gprinter_cleanup)',
    is: (operation, { kernel }) =>
      operation.op === 'symlink' && kernel < since(6, 1) && operation.target.includes('/functions/printer.'),
  },
  {
    what: 'a write to `data` of an extended property whose type is a text, or to `type` of one that has data',
    reason:
      'the kernel then shows a byte or more beyond the end of the data (configfs.c, ext_prop_data_show)',
    is(operation, { read }) {
      if (!isWrite(operation) || !property.test(operation.path)) return false;
      return operation.path.endsWith('/data')
        ? read(beside(operation.path, 'type')).then((type) => !bytesOfProperty.includes(type))
        : read(beside(operation.path, 'data')).then((data) => data !== '');
    },
  },
  {
    what: 'a write to `bNrInPins` or `bControlSize` of an extension unit',
    reason:
      'its list becomes memory that was in use before (uvc_configfs.c, uvcg_extension_b_nr_in_pins_store)',
    is: ({ op, path }) => op === 'write' && /\/(bNrInPins|bControlSize)$/.test(path),
  },
  {
    what: 'from 6.2 on: fewer than 16 bytes for `guidFormat`',
    reason:
      "what it looks up is completed with what is on the kernel's stack (uvc_configfs.c, uvcg_uncompressed_guid_format_store)",
    is: (operation, { kernel }) =>
      isWrite(operation) &&
      kernel >= since(6, 2) &&
      operation.path.endsWith('/guidFormat') &&
      operation.hex.length < 32,
  },
  {
    what: 'before 6.2: more than ten sample rates, or a fault before the last of them',
    reason:
      '6.1.176 writes the others beyond the list, or frees an address within a text, and panics later (f_uac1.c, UAC1_RATE_ATTRIBUTE; f_uac2.c)',
    is: (operation, { kernel }) =>
      isWrite(operation) &&
      kernel < since(6, 2) &&
      operation.path.endsWith('_srate') &&
      (ratesBeforeLast(operation.hex).length >= mostRates ||
        ratesBeforeLast(operation.hex).some((item) => isRefusal(parseUnsigned(item, 0xffffffff)))),
  },
  {
    what: 'a write to `ifname` of a function that has its network interface',
    reason:
      "the interface gets a name that the kernel's lists of interfaces do not know (u_ether.c, gether_set_ifname)",
    is: ({ op, path }, { read }) =>
      op === 'write' && path.endsWith('/ifname') && read(path).then((shown) => !/%|unnamed|^$/.test(shown)),
  },
  {
    what: 'a NUL first in `pnp_string` of a printer',
    reason: 'an empty id is shown as a page of memory (f_printer.c, f_printer_opts_pnp_string_show)',
    is: (operation) =>
      isWrite(operation) && operation.path.endsWith('/pnp_string') && operation.hex.startsWith('00'),
  },
  {
    what: '`q_len` of a printer above 100',
    reason:
      'a bind takes a buffer of 8 KiB for each, a gigabyte at most; how much there is depends on the machine',
    is: (operation) =>
      isWrite(operation) &&
      operation.path.endsWith('/q_len') &&
      numberOf(operation.hex) > 100 &&
      numberOf(operation.hex) < 65536,
  },
  {
    what: '`req_number` of uac1 and uac2 above 100',
    reason:
      'a bind takes buffers for as many requests (u_audio.c, g_audio_setup); how much there is depends on the machine',
    is: (operation) =>
      isWrite(operation) &&
      operation.path.endsWith('/req_number') &&
      numberOf(operation.hex) > 100 &&
      numberOf(operation.hex) < 2 ** 32,
  },
  {
    what: '`index` of midi from 0 to 32',
    reason: 'which sound cards are taken depends on the machine',
    is: (operation) =>
      isWrite(operation) &&
      /\/midi\.[^/]+\/index$/.test(operation.path) &&
      numberOf(operation.hex) >= 0 &&
      numberOf(operation.hex) <= 32,
  },
  {
    what: 'with a host: a write to `bcdUSB` or `bMaxPacketSize0` of a bound gadget',
    reason:
      'the host may make the kernel overwrite them at any time (drivers/usb/gadget/composite.c, composite_setup)',
    is: ({ op, path }, { isAwaited, bound }) =>
      isAwaited && op === 'write' && bound.has(gadgetOf(path)) && /\/(bcdUSB|bMaxPacketSize0)$/.test(path),
  },
];

/** Why an operation is not done; undefined: it may be. */
export async function harmOf(operation: Operation, circumstances: Circumstances): Promise<Harm | undefined> {
  for (const harm of harms) {
    const is = harm.is(operation, circumstances);
    if (typeof is === 'boolean' ? is : await is) return harm;
  }
  return undefined;
}
