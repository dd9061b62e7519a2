import type { Attribute } from '../attributes/attribute.js';
import { since } from '../attributes/kernel-version.js';
import { shownOnly } from '../attributes/text-codecs.js';
import { once } from '../options/once.js';
import {
  anyText,
  list,
  object,
  oneOf,
  text,
  truth,
  wholeNumber,
  type ObjectShape,
  type ValueShape,
} from '../options/shape.js';
import {
  directions,
  transferTypes,
  type Direction,
  type EndpointRequest,
  type TransferType,
} from '../usb/endpoint.js';
import { issue } from '../errors.js';
import { functionOptions, type FunctionDriver } from './function-driver.js';
import { segmentFault } from './function-name.js';

/** One endpoint of a function that a program serves. */
export interface FunctionFsEndpoint {
  /** Direction as the host sees it. */
  readonly direction: Direction;
  /** Transfer type. */
  readonly transfer: TransferType;
  /**
   * Bytes of one packet of an interrupt or isochronous endpoint, 1 to 1024, and at full speed at most 64 and 1023. Default 64. Bulk endpoints
   * have what the speed asks for: 64, 512, 1024.
   */
  readonly packetBytes?: number;
  /** `bInterval` of an interrupt or isochronous endpoint at high and super speed, 1 to 16: 2 to the power of one less, in microframes of 125 µs. Default 4, a millisecond. */
  readonly interval?: number;
}

/** One interface of a function that a program serves. */
export interface FunctionFsInterface {
  /** `bInterfaceClass`, 0 to 255. Default 255: the vendor's own. */
  readonly class?: number;
  /** `bInterfaceSubClass`, 0 to 255. Default 0. */
  readonly subclass?: number;
  /** `bInterfaceProtocol`, 0 to 255. Default 0. */
  readonly protocol?: number;
  /** Its name, as hosts show it. Default: none. */
  readonly text?: string;
  /** Its endpoints, in the order in which the controller is asked for them. */
  readonly endpoints: readonly FunctionFsEndpoint[];
}

/** Who may open the files of a function that a program serves. */
export interface FunctionFsAccess {
  /** The number of the user that owns the files, 0 to 4294967294. Default 0. */
  readonly userId?: number;
  /** The number of the group that owns the files, 0 to 4294967294. Default 0. */
  readonly groupId?: number;
  /** Permissions of the files, 0 to 0o777 (511), as in 0o660. Default 0o600. */
  readonly mode?: number;
  /** The gadget stays on the bus when the program ends. Default false. First kernel 4.0. */
  readonly noDisconnect?: boolean;
}

/** A function that a program serves through files, as plain data (drivers/usb/gadget/function/f_fs.c). */
export interface FunctionFsFunctionDefinition extends FunctionFsAccess {
  /** Always `ffs`. */
  readonly driver: 'ffs';
  /** The instance, which is the source of the mount: no other FunctionFS of the machine has it. At most 39 characters with `ffs.`. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** What the program declares, 1 to 16 interfaces. The program writes the descriptors; these count its interfaces and endpoints. */
  readonly interfaces: readonly FunctionFsInterface[];
  /** Where its files are to be, an absolute path. Empty: somebody else mounts it. Default `/dev/ffs-NAME`. */
  readonly mountPoint: string;
  /** Seconds that the program may take until it has written its descriptors, 0 to 3600. Default 10. */
  readonly readySeconds?: number;
}

/** In 6.12 and not in 6.1; before, the files of the endpoints tell. */
const ready: Attribute = {
  name: 'ready',
  codec: shownOnly,
  initial: '0\n',
  access: 'read-only',
  kind: 'derived',
  since: since(6, 9),
};

const byte = wholeNumber(0, 0xff);

const endpointShape = (): ObjectShape =>
  object({
    direction: { shape: oneOf(directions), required: 'As the host sees it.' },
    transfer: { shape: oneOf(transferTypes), required: 'Transfer type.' },
    packetBytes: { shape: wholeNumber(1, 1024) },
    interval: { shape: wholeNumber(1, 16) },
  });

const interfaceShape = (): ObjectShape =>
  object({
    class: { shape: byte },
    subclass: { shape: byte },
    protocol: { shape: byte },
    text: { shape: anyText },
    endpoints: {
      shape: list(endpointShape(), 30),
      required: 'Its endpoints, in the order in which the controller is asked for them.',
    },
  });

/** Where files of a FunctionFS may be. */
export const mountPoint = (): ValueShape =>
  text('an absolute path, or an empty text', 'Give the whole path, starting with a slash.', (value) =>
    value === '' || (value.startsWith('/') && !value.slice(1).split('/').some(segmentFault))
      ? undefined
      : 'VALUE_FORMAT',
  );

/** The kernel asks the controller for what stands in the descriptors of the first speed, which is full speed (f_fs.c, __ffs_func_bind_do_descs). */
function request({ direction, transfer, packetBytes = 64 }: FunctionFsEndpoint): EndpointRequest {
  if (transfer === 'bulk') return { direction, transfer, matchSize: 64, packetSize: 512 };
  const matchSize = Math.min(packetBytes, transfer === 'interrupt' ? 64 : 1023);
  return { direction, transfer, matchSize, packetSize: packetBytes };
}

/** drivers/usb/gadget/function/f_fs.c */
export const functionFs: () => FunctionDriver<FunctionFsFunctionDefinition> = once(() => ({
  driver: 'ffs',
  module: 'usb_f_fs',
  folder: { attributes: [ready], role: 'function' },
  options: functionOptions([ready], {
    interfaces: { shape: list(interfaceShape(), 16), required: 'What the program declares.' },
    mountPoint: { shape: mountPoint() },
    userId: { shape: wholeNumber(0, 0xfffffffe) },
    groupId: { shape: wholeNumber(0, 0xfffffffe) },
    mode: { shape: wholeNumber(0, 0o777) },
    noDisconnect: { shape: truth },
    readySeconds: { shape: wholeNumber(0, 3600) },
  }),
  interfaces: ({ interfaces }) => interfaces.length,
  endpoints: ({ interfaces }) => interfaces.flatMap(({ endpoints }) => endpoints.map(request)),
  device: { kind: 'files' },
  bindErrno: 'ENOTSUPP',
  servedByProgram: true,
  define: ({ name, ...given }) => ({
    name,
    ...given,
    mountPoint: given['mountPoint'] ?? `/dev/ffs-${String(name)}`,
  }),
  check({ interfaces }, path, issues) {
    if (interfaces.length === 0)
      issues.push(
        issue(
          'OPTION_REQUIRED',
          `${path}.interfaces`,
          `"${path}.interfaces" expected at least one interface, got none.`,
          'Say what the program declares, as in [{ endpoints: [] }].',
        ),
      );
  },
}));

/** How a function of that driver is mounted. */
export function functionFsMountOptions({ userId, groupId, mode, noDisconnect }: FunctionFsAccess): string {
  return [
    ...(userId === undefined ? [] : [`uid=${userId}`]),
    ...(groupId === undefined ? [] : [`gid=${groupId}`]),
    ...(mode === undefined ? [] : [`fmode=${mode.toString(8)}`]),
    ...(noDisconnect ? ['no_disconnect'] : []),
  ].join(',');
}
