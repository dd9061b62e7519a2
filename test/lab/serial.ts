import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { refusal } from './errno.js';
import { run } from './network.js';
import { waitFor } from './wait.js';

async function openRaw(device: string): Promise<FileHandle> {
  const file = await open(device, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  await run('stty', '-F', device, 'raw', '-echo');
  return file;
}

/** What has arrived by now: a terminal without data answers EAGAIN. */
async function readAvailable(file: FileHandle): Promise<Buffer> {
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096));
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (refusal(error).name === 'EAGAIN') return Buffer.alloc(0);
    throw error;
  }
}

async function pass(from: FileHandle, to: FileHandle, bytes: Buffer, direction: string): Promise<void> {
  let arrived = Buffer.alloc(0);
  await from.write(bytes);
  await waitFor(`${bytes.length} bytes ${direction}`, async () => {
    arrived = Buffer.concat([arrived, await readAvailable(to)]);
    return arrived.length >= bytes.length ? true : undefined;
  });
  if (!arrived.equals(bytes)) throw new Error(`${direction}: got ${arrived.toString('hex')}`);
}

/** Passes every byte value from one serial port to the other and back: `/dev/ttyGS0`, `/dev/ttyACM0`. */
export async function passBytesBothWays(gadgetPort: string, hostPort: string): Promise<void> {
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
  await using gadget = await openRaw(gadgetPort);
  await using host = await openRaw(hostPort);
  await pass(gadget, host, everyByte, `${gadgetPort} -> ${hostPort}`);
  await pass(host, gadget, everyByte, `${hostPort} -> ${gadgetPort}`);
}

/** Waits until a serial port of the host has said something. */
export async function hear(device: string, what: RegExp): Promise<void> {
  await using port = await openRaw(device);
  let said = '';
  await waitFor(`${String(what)} on ${device}`, async () => {
    said += (await readAvailable(port)).toString();
    return what.test(said) ? true : undefined;
  });
}
