import { since, type KernelVersion } from '../../src/attributes/kernel-version.js';
import type { SimulatedKernel } from '../../src/system/simulated-kernel.js';
import { configfs, type Operation } from './configfs-driver.js';
import { gadgetOf } from './random-operations.js';

/** What the harm of an operation depends on. */
export interface Circumstances {
  readonly system: SimulatedKernel;
  readonly kernel: KernelVersion;
  /** The gadgets that are bound. */
  readonly bound: ReadonlySet<string>;
  /** Links of configurations: where each leads. */
  readonly links: ReadonlyMap<string, string>;
}

/**
 * Whether an operation would make the kernel use memory that it has freed, or leave something behind for good, so that what comes
 * later depends on it; or would touch what the host may make the kernel overwrite at any time.
 */
export async function isHarmful(operation: Operation, circumstances: Circumstances): Promise<boolean> {
  const { op, path } = operation;
  const isBound = circumstances.bound.has(gadgetOf(path));
  switch (op) {
    case 'rmdir':
      // The bound gadget goes on using the strings.
      return isBound && path.includes('/strings/');
    case 'unlink':
      return losesDescriptors(path, circumstances);
    case 'symlink':
      return leavesDeviceBehind(operation.target, circumstances);
    case 'write':
      // A property is read beyond its end.
      if (/\/interface\.[^/]+\/[^/]+\/(type|data)$/.test(path)) return true;
      if (isTakenInParts(path, operation.hex.length / 2)) return true;
      if (isOfMachine(path, operation.hex)) return true;
      if (isBound && /\/(bcdUSB|bMaxPacketSize0)$/.test(path)) return true;
      return path.endsWith('/ifname') && (await isNamed(path, circumstances.system));
    default:
      return false;
  }
}

/**
 * Which sound cards are taken is the machine's own, as is how much memory it has: a printer's queue of 65535 takes a gigabyte.
 * An empty id of a printer is shown with what lies beside it in memory.
 */
function isOfMachine(path: string, hex: string): boolean {
  const value = Number(Buffer.from(hex, 'hex').toString());
  if (path.includes('/midi.') && path.endsWith('/index')) return value >= 0 && value <= 32;
  if (path.endsWith('/pnp_string')) return hex.startsWith('00');
  return path.endsWith('/q_len') && value > 100 && value < 65536;
}

/** 5.10 refuses the second configuration of a hid function, and never lets go of the device of the first. */
function leavesDeviceBehind(target: string, { kernel, links }: Circumstances): boolean {
  return kernel < since(6, 1) && target.includes('/functions/hid.') && [...links.values()].includes(target);
}

/** The kernel goes on with the descriptors of a camera that is linked, and takes no others ever after (uvc_configfs.c, uvcg_streaming_class_drop_link). */
function losesDescriptors(path: string, { links }: Circumstances): boolean {
  const [camera] = /^[^/]+\/functions\/uvc\.[^/]+(?=\/(control|streaming)\/class\/)/.exec(path) ?? [];
  return camera !== undefined && [...links.values()].includes(camera);
}

/** Node would write the rest of what the kernel takes in parts; and a count of an extension unit shows memory that was in use before. */
function isTakenInParts(path: string, bytes: number): boolean {
  if (/\/(bNrInPins|bControlSize)$/.test(path)) return true;
  if (/\/guid(Format|ExtensionCode)$/.test(path)) return bytes !== 16;
  return /\/uvc\.[^/]+\/function_name$/.test(path) && bytes > 31;
}

/** A new name for an interface that is there renames it without the kernel's lists; its old name can then be given, and not be used. */
async function isNamed(path: string, system: SimulatedKernel): Promise<boolean> {
  const shown = await system.read(`${configfs}/${path}`).catch(() => Buffer.from('%'));
  return !/%|unnamed/.test(Buffer.from(shown).toString());
}
