import type { LunDefinition } from '../../functions/lun.js';
import type { FileFacts, System } from '../../system/system.js';
import { codeOf, notThere } from '../machine/system-errors.js';

/** The smallest media that the kernel takes: 300 sectors of a CD, one of a disk (drivers/usb/gadget/function/storage_common.c, fsg_lun_open). */
const leastBytes = { cdrom: 300 * 2048, disk: 512 };

/** Why a file cannot be the medium of a drive, as it follows its path; undefined if it can. */
export async function imageFault(
  { file = '', cdrom = false }: LunDefinition,
  system: System,
): Promise<string | undefined> {
  let facts: FileFacts;
  try {
    facts = await system.stat(file);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EACCES') return 'is in a folder that you may not look into';
    if (notThere.includes(code)) return 'is not there';
    throw error;
  }
  if (facts.type === 'folder' || facts.type === 'other') return 'is no image and no block device';
  const least = cdrom ? leastBytes.cdrom : leastBytes.disk;
  return facts.type === 'file' && facts.size < least
    ? `has ${facts.size} bytes, and ${cdrom ? 'a CD' : 'a disk'} needs ${least}`
    : undefined;
}
