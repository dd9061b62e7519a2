import { open } from 'node:fs/promises';
import { refusal } from './errno.js';
import { waitFor } from './wait.js';

/** What a drive answers until it has noticed the medium that was inserted; sysfs shows it before it has its node (drivers/base/core.c, device_add). */
const noMediumYet = ['ENOMEDIUM', 'EIO', 'ENXIO', 'ENOENT'];

async function readStart(device: string, length: number): Promise<Buffer | undefined> {
  try {
    const file = await open(device, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
      return bytesRead === length ? buffer : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    const { name } = refusal(error);
    if (noMediumYet.includes(name)) return undefined;
    throw error;
  }
}

/** Reads the first bytes of a disk or CD through the host, once it has found the medium. */
export function readDisk(device: string, length: number): Promise<Buffer> {
  return waitFor(`a medium in ${device}`, () => readStart(device, length));
}

/** An image whose every sector differs, so that a sector read from the wrong place shows. */
export function imageOf(bytes: number): Buffer {
  const image = Buffer.alloc(bytes);
  for (let offset = 0; offset < bytes; offset += 4)
    image.writeUInt32LE((offset * 2654435761) % 2 ** 32, offset);
  return image;
}
