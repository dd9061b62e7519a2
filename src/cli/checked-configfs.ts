import { statSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GadgetError, issue } from '../errors.js';

/** CONFIGFS_MAGIC (include/uapi/linux/magic.h). */
const configfsMagic = 0x62656570;

/** The file system that a folder is in; undefined if there is no such folder. */
function fileSystemOf(folder: string): number | undefined {
  try {
    return statfsSync(folder).type;
  } catch {
    return undefined;
  }
}

function missing(message: string): GadgetError {
  return new GadgetError([
    issue('CONFIGFS_MISSING', '', message, 'Give the folder where configfs is mounted, or is to be mounted.'),
  ]);
}

/**
 * The folder of `--configfs`, from the root. Where an ordinary folder has the name that gadgets have in configfs, nothing would
 * come of what is written there.
 *
 * @throws {@link GadgetError} with CONFIGFS_MISSING.
 */
export function checkedConfigfs(given: string): string {
  const folder = resolve(given);
  if (!given || !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw missing(`There is no folder "${given}".`);
  if (![undefined, configfsMagic].includes(fileSystemOf(join(folder, 'usb_gadget'))))
    throw missing(
      `"${join(folder, 'usb_gadget')}" is an ordinary folder: configfs is not mounted on "${given}".`,
    );
  return folder;
}
