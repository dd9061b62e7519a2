import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { systemError } from './node-error.js';

/** Where a program has made an ordinary file in place of a device that was not there, a write would seem to go well for ever. */
function openDevice(path: string, flags: number): number {
  const file = openSync(path, flags | constants.O_NONBLOCK | constants.O_NOCTTY);
  if (fstatSync(file).isCharacterDevice()) return file;
  closeSync(file);
  throw systemError('ENODEV', 'it is no device', path);
}

/** One open, one write that does not wait, one close. */
export function sendOnce(path: string, value: Uint8Array): void {
  const file = openDevice(path, constants.O_WRONLY);
  try {
    writeSync(file, value);
  } finally {
    closeSync(file);
  }
}

/** One open, one read that does not wait, one close. */
export function receiveOnce(path: string, most: number): Uint8Array {
  const file = openDevice(path, constants.O_RDONLY);
  try {
    const bytes = new Uint8Array(most);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
