import { refuse, type Refusal } from '../attributes/errno.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { driverOfFolder } from './simulated-bind.js';
import { cameraAllocRefusal } from './simulated-camera.js';
import type { SimulatedFolder } from './simulated-folder.js';

/** From here on a bound gadget takes no further function (drivers/usb/gadget/configfs.c, config_usb_cfg_link). */
const boundTakesNoLinkSince = since(5, 16);

/** A link that is to be made. */
export interface NewLink {
  readonly holder: SimulatedFolder;
  readonly target: SimulatedFolder;
  /** Whether the gadget is bound. */
  readonly isBound: boolean;
  /** What the holder links to without having been bound with it. */
  readonly waiting: readonly SimulatedFolder[];
  readonly kernel: KernelVersion;
}

/** Why a driver does not take a link, or undefined (drivers/usb/gadget/configfs.c, config_usb_cfg_link, os_desc_link). */
export function linkRefusal({ holder, target, isBound, waiting, kernel }: NewLink): Refusal | undefined {
  if (holder.kind.opaque) return undefined;
  const isConfiguration = holder.kind.role === 'configuration';
  if (isConfiguration && isBound && kernel >= boundTakesNoLinkSince) return refuse('EINVAL');
  const wanted = isConfiguration ? 'function' : 'configuration';
  if (target.kind.role !== wanted || target.gadget !== holder.gadget) return refuse('EINVAL');
  if (isConfiguration) {
    if (waiting.includes(target)) return refuse('EEXIST');
    const [driver, definition] = driverOfFolder(target);
    const errno = driver.linkErrno?.(definition);
    return errno ? refuse(errno) : cameraAllocRefusal(target, kernel);
  }
  return holder.targets.length ? refuse('EBUSY') : undefined;
}
