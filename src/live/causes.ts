import type { IssueCode } from '../issue-codes.js';
import type { Operation } from '../plan/operation.js';

/** Why an operation was refused, and what to do about it. */
export interface Cause {
  /** What the matter is, as a sentence. */
  readonly cause: string;
  /** What to do, as a sentence. */
  readonly cure: string;
  /** What to tell it apart by. Default OPERATION_FAILED. */
  readonly code?: IssueCode;
}

interface CauseRow extends Cause {
  /** Default: every operation. */
  readonly op?: Operation['op'];
  /** What the path is like. Default: every path. */
  readonly path?: RegExp;
  /** The codes of the refusal. Default: every one. */
  readonly codes?: readonly string[];
}

const inFunction = /\/functions\/[^/]+\//;
const aFunction = /\/functions\/[^/]+$/;
const aConfiguration = /\/configs\/[^/]+$/;
const inLun = (attribute: string): RegExp => new RegExp(`/lun\\.[^/]*/(${attribute})$`);

/** What the kernel means by its refusals; the first row that fits counts. Sources: fs/configfs, drivers/usb/gadget/configfs.c and function/. */
const causes: readonly CauseRow[] = [
  {
    op: 'wait',
    cause: 'No program has written its descriptors.',
    cure: 'Start the program that serves it, as soon as its files are mounted, or give it more time with readySeconds.',
  },
  {
    op: 'umount',
    codes: ['EBUSY'],
    cause: 'A program has its files open.',
    cure: 'End the program: fuser -vm FOLDER names it.',
  },
  {
    op: 'mount',
    cause: 'The function is mounted elsewhere, or the folder cannot be used.',
    cure: 'grep functionfs /proc/mounts shows what is mounted; give another mountPoint, or unmount it.',
  },
  {
    op: 'mkdir',
    path: /\/functions\/ffs\./,
    codes: ['EBUSY'],
    cause: 'Another gadget has a FunctionFS of that name.',
    cure: 'Give it another name.',
  },
  {
    codes: ['EROFS'],
    cause: 'configfs is mounted read-only, as in a container.',
    cure: 'Run it on the host itself, or give the container a writable /sys/kernel/config.',
  },
  {
    op: 'mkdir',
    path: /\/functions\/hid\./,
    codes: ['ENODEV'],
    cause: 'All four HID functions of the system are in use.',
    cure: 'Remove a HID function of another gadget: usb-gadget list shows them.',
  },
  {
    op: 'mkdir',
    path: /\/functions\/printer\./,
    codes: ['ENODEV'],
    cause: 'All four printers of the system are in use.',
    cure: 'Remove a printer of another gadget: usb-gadget list shows them.',
  },
  {
    op: 'mkdir',
    path: /\/functions\/(acm|gser|obex)\./,
    codes: ['EBUSY'],
    cause: 'All eight serial lines, which acm, gser and obex share, are in use.',
    cure: 'Remove a serial function of another gadget: usb-gadget list shows them.',
  },
  {
    op: 'mkdir',
    path: aFunction,
    codes: ['EBUSY'],
    cause: "The function's module is just going away.",
    cure: 'Try again.',
  },
  {
    op: 'mkdir',
    path: aFunction,
    codes: ['ENOENT'],
    cause: 'This kernel has no such function, or not its module.',
    cure: 'Look for a file usb_f_*.ko below /lib/modules; without one, the kernel needs CONFIG_USB_CONFIGFS_F_* for it.',
  },
  {
    op: 'mkdir',
    path: aConfiguration,
    codes: ['EBUSY'],
    cause: 'Another configuration has the number after the dot.',
    cure: 'Give each configuration a number of its own.',
  },
  {
    op: 'mkdir',
    path: /\/(functions|configs)\/[^/]+$/,
    codes: ['ENAMETOOLONG'],
    cause: 'The kernel takes names of at most 39 characters here.',
    cure: 'Shorten the name.',
  },
  {
    op: 'mkdir',
    path: /\/strings\/[^/]+$/,
    codes: ['EOVERFLOW'],
    cause: 'The kernel holds strings in two languages, and there are two.',
    cure: 'Leave a language out.',
  },
  {
    op: 'mkdir',
    path: /\/strings\/[^/]+$/,
    codes: ['EINVAL'],
    cause: 'It is not the number of a language that the kernel takes.',
    cure: 'Use a number such as 0x409.',
  },
  {
    op: 'mkdir',
    path: inFunction,
    codes: ['EBUSY'],
    cause: 'The function is linked into a configuration, or the number is taken.',
    cure: 'Take the gadget down and bring it up again.',
  },
  {
    op: 'mkdir',
    codes: ['EEXIST'],
    cause: 'Something else made it in the meantime.',
    cure: 'See that no other tool works on this gadget, and try again.',
  },
  {
    op: 'write',
    path: inLun('file'),
    codes: ['EBUSY'],
    code: 'MEDIUM_LOCKED',
    cause: 'The host has locked the medium in the drive.',
    cure: 'Eject it on the host, or by force: usb-gadget media NAME --eject --force.',
  },
  {
    op: 'write',
    path: inLun('file'),
    codes: ['ENOENT', 'ENOTDIR'],
    cause: 'There is no such image file or device.',
    cure: 'Check the path; it must be absolute.',
  },
  {
    op: 'write',
    path: inLun('file'),
    codes: ['ETOOSMALL'],
    cause: 'The image is too small: a CD needs 600 KiB (300 sectors), a disk 512 bytes.',
    cure: 'Give a larger image.',
  },
  {
    op: 'write',
    path: inLun('file'),
    codes: ['EINVAL', 'EISDIR'],
    cause: 'It is no regular file and no block device.',
    cure: 'Give an image file or a block device.',
  },
  {
    op: 'write',
    path: inLun('cdrom|ro'),
    codes: ['EBUSY'],
    cause: 'A medium is in the drive.',
    cure: 'Eject it first: echo > file in the same folder.',
  },
  {
    op: 'write',
    path: inFunction,
    codes: ['EBUSY'],
    cause: 'The function is linked into a configuration, and its driver has copied the value.',
    cure: 'Unlink it first, or take the gadget down and bring it up again.',
  },
  {
    op: 'write',
    path: /\/ifname$/,
    cause: 'The interface exists already, or the name has not exactly one %d and at most 15 characters.',
    cure: 'Give a name such as usb%d, before the function is first bound.',
  },
  {
    op: 'write',
    path: /\/(dev|host)_addr$/,
    codes: ['EINVAL'],
    cause: 'It is not the address of one network card: zero, multicast or malformed.',
    cure: 'Make the second digit even, as in 02:00:00:00:00:01.',
  },
  {
    op: 'write',
    path: /\/max_speed$/,
    codes: ['EINVAL'],
    cause: 'The gadget is bound, or the kernel does not know the speed.',
    cure: 'Take the gadget off the bus first.',
  },
  {
    op: 'write',
    path: /\/strings\//,
    codes: ['EOVERFLOW', 'EINVAL'],
    cause: 'The string is longer than 126 bytes.',
    cure: 'Shorten it.',
  },
  {
    op: 'write',
    path: /\/MaxPower$/,
    codes: ['ERANGE'],
    cause: 'The kernel takes at most 2040 mA.',
    cure: 'Ask for less.',
  },
  {
    op: 'write',
    codes: ['ENOENT'],
    cause: 'This kernel has no such attribute.',
    cure: 'Leave it out, or use a newer kernel; usb-gadget check --kernel VERSION tells which one has it.',
  },
  {
    op: 'write',
    codes: ['EACCES'],
    cause: 'This kernel only shows the attribute, or you are not root.',
    cure: 'Leave it out, or run as root.',
  },
  {
    op: 'write',
    codes: ['EINVAL', 'ERANGE', 'E2BIG', 'EOVERFLOW', 'ENOSPC'],
    cause: 'The kernel does not take this value.',
    cure: 'Check the value against the range of the attribute.',
  },
  {
    op: 'symlink',
    path: /\/os_desc\//,
    codes: ['EBUSY'],
    cause: 'The OS descriptors are linked to another configuration.',
    cure: 'Remove that link.',
  },
  {
    op: 'symlink',
    path: /\/configs\//,
    codes: ['EINVAL', 'EBUSY'],
    cause: 'The gadget is bound, or the function cannot start with its values.',
    cure: 'See that no other tool binds this gadget, and look into the kernel log: dmesg | tail.',
  },
  {
    op: 'symlink',
    codes: ['EEXIST'],
    cause: 'The function is in this configuration already.',
    cure: 'See that no other tool works on this gadget, and try again.',
  },
  {
    op: 'symlink',
    codes: ['ENOENT', 'ENODEV'],
    cause: 'What it leads to is not there, or a program has to make it ready first.',
    cure: 'See that no other tool works on this gadget, and that the program behind the function runs.',
  },
  {
    op: 'rmdir',
    codes: ['EBUSY'],
    cause: 'A link leads to it.',
    cure: 'See that no other tool links it, and try again.',
  },
  {
    op: 'rmdir',
    codes: ['ENOTEMPTY'],
    cause: 'Something else was made in it.',
    cure: 'See that no other tool works on this gadget, and try again.',
  },
  {
    op: 'load',
    codes: ['ENOENT'],
    cause: 'This machine has no such module for the running kernel.',
    cure: "Install the kernel's modules; after an update of the kernel, reboot.",
  },
  {
    codes: ['EPERM', 'EACCES'],
    cause: 'The user may not do this.',
    cure: 'Run as root.',
  },
  {
    codes: ['ENOENT'],
    cause: 'It is not there any more.',
    cure: 'See that no other tool works on this gadget, and try again.',
  },
  { codes: ['ENOMEM'], cause: 'The kernel has no memory left.', cure: 'Free memory, and try again.' },
];

/** The likely cause of a refusal, by what is known of the kernel. */
export function likelyCause(operation: Operation, code: string): Cause {
  const path = 'path' in operation ? operation.path : operation.module;
  const row = causes.find(
    (each) =>
      (each.op === undefined || each.op === operation.op) &&
      (each.path === undefined || each.path.test(path)) &&
      (each.codes === undefined || each.codes.includes(code)),
  );
  return row ?? { cause: 'The kernel gives no reason.', cure: 'Look into the kernel log: dmesg | tail.' };
}
