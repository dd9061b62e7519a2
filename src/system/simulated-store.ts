import type { Attribute } from '../attributes/attribute.js';
import { isRefusal, refuse, type Refusal } from '../attributes/errno.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { gadgetFolder } from '../configfs/folders.js';
import { lunFolder } from '../functions/lun.js';
import { fromUtf8, toHex } from '../usb/bytes.js';
import { driverOfFolder } from './simulated-bind.js';
import { settleExtension } from './simulated-camera.js';
import type { SimulatedAttribute, SimulatedFolder } from './simulated-folder.js';
import type { SimulatedParts } from './simulated-parts.js';

/** SIMPLE_ATTR_SIZE less a NUL (fs/configfs/file.c). */
const mostBytes = 4095;

/** The first kernel whose configfs refuses a write of nothing (fs/configfs/file.c, fill_write_buffer). */
const emptyWriteSince = since(5, 13);

/** The text that a driver gets of a write, or how configfs answers in its stead: with a refusal, or undefined if all is well. */
export function writtenText(
  attribute: Attribute,
  value: Uint8Array,
  kernel: KernelVersion,
): string | Refusal | undefined {
  const { access, writableSince = 0, binary } = attribute;
  if (access === 'read-only' || writableSince > kernel) return refuse('EACCES');
  if (!value.length) return kernel >= emptyWriteSince ? refuse('EFAULT') : undefined;
  const bytes = value.subarray(0, mostBytes);
  return binary ? toHex(bytes) : fromUtf8(bytes);
}

/** Drivers read texts up to a NUL; a name with one is refused where it counts. */
const upToNul = (written: string): string => {
  const end = written.indexOf('\0');
  return end < 0 ? written : written.slice(0, end);
};

/** Whether a driver holds on to the values of a function, since it is linked, or was. */
function isFrozen(folder: SimulatedFolder, kernel: KernelVersion): boolean {
  return folder.holders > 0 || (folder.wasHeld && (driverOfFolder(folder)[0].thawsSince ?? 0) > kernel);
}

/** Whether what must be absent to write an attribute is there. */
function isRefused(
  { frozenBy }: Attribute,
  folder: SimulatedFolder,
  { cameras, kernel }: SimulatedParts,
): boolean {
  const home = folder.function;
  if (frozenBy === 'user') return cameras.isUsed(folder);
  if (!home || (frozenBy !== 'link' && frozenBy !== 'holder')) return false;
  if (isFrozen(home, kernel)) return true;
  return frozenBy === 'holder' && folder.around((each) => each === home || each.holders > 0) !== home;
}

/** What a driver does with a write. */
export function storeAttribute(
  parts: SimulatedParts,
  folder: SimulatedFolder,
  entry: SimulatedAttribute,
  written: string,
): Refusal | undefined {
  const { binding, drives, kernel } = parts;
  const { name, codec, binary, judgedFirst } = entry.attribute;
  const isFixed = isRefused(entry.attribute, folder, parts);
  if (isFixed && !judgedFirst) return refuse('EBUSY');
  if (folder.kind === gadgetFolder && name === 'UDC') return binding.store(folder, written);
  const text = binary || codec.readsPastNul ? written : upToNul(written);
  if (folder.kind === lunFolder()) return drives.store(folder, entry, text, kernel);
  // drivers/usb/gadget/configfs.c, gadget_dev_desc_max_speed_store
  if (folder.kind === gadgetFolder && name === 'max_speed' && binding.controllerOf(folder))
    return refuse('EINVAL');
  const stored = codec.store(text, entry.text, kernel);
  if (isFixed && !isRefusal(stored)) return refuse('EBUSY');
  entry.text = isRefusal(stored) ? (stored.leaves ?? entry.text) : stored;
  if (isRefusal(stored)) return stored;
  settleExtension(folder);
  return undefined;
}
