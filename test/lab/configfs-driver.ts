import {
  closeSync,
  constants,
  mkdirSync,
  opendirSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { refusal, type Refusal } from './errno.js';
import { singleWrite } from './single-write.js';

/** One system call on configfs; `path` and `target` are relative to the driver's root, bytes are hex text. */
export type Operation =
  | { readonly op: 'mkdir' | 'rmdir' | 'unlink' | 'read' | 'readlink' | 'list'; readonly path: string }
  | { readonly op: 'write'; readonly path: string; readonly hex: string }
  | { readonly op: 'symlink'; readonly path: string; readonly target: string };

/** `value`: what was read, as hex; where a link points; what a folder lists; how many bytes a write took. */
export type Outcome =
  | { readonly ok: true; readonly value?: string | number | readonly string[] }
  | ({ readonly ok: false } & Refusal);

export const configfs = '/sys/kernel/config/usb_gadget';

/** What configfs takes of one write(2) (fs/configfs/file.c, SIMPLE_ATTR_SIZE). */
const mostBytes = 4095;

/** Drivers of sound and cameras say of these that they took a part, and Node goes on with the rest. */
const takenInParts = /\/(\w*_name|guid\w+)$/;

/** One open, one write(2): a second write is a second store. Write-only, because `forced_eject` is. */
function writeOnce(path: string, bytes: Uint8Array): number {
  if (bytes.length > mostBytes || takenInParts.test(path)) return singleWrite(path, bytes);
  const file = openSync(path, constants.O_WRONLY);
  try {
    return writeSync(file, bytes);
  } finally {
    closeSync(file);
  }
}

/** In the kernel's order, which `readdir` would sort. */
function list(path: string): string[] {
  const directory = opendirSync(path);
  try {
    const names = [];
    for (let entry = directory.readSync(); entry; entry = directory.readSync()) names.push(entry.name);
    return names;
  } finally {
    directory.closeSync();
  }
}

function perform(operation: Operation, root: string): string | number | string[] | undefined {
  const path = join(root, operation.path);
  switch (operation.op) {
    case 'mkdir':
      return void mkdirSync(path);
    case 'rmdir':
      return void rmdirSync(path);
    case 'unlink':
      return void unlinkSync(path);
    case 'symlink':
      return void symlinkSync(join(root, operation.target), path);
    case 'read':
      return readFileSync(path).toString('hex');
    case 'readlink':
      return readlinkSync(path);
    case 'list':
      return list(path);
    case 'write':
      return writeOnce(path, Buffer.from(operation.hex, 'hex'));
  }
}

/** Performs one operation on the running kernel. */
export function drive(operation: Operation, root: string = configfs): Outcome {
  try {
    const value = perform(operation, root);
    return value === undefined ? { ok: true } : { ok: true, value };
  } catch (error) {
    return { ok: false, ...refusal(error) };
  }
}

/** Performs all, past refusals: one outcome for each operation. */
export function driveAll(operations: readonly Operation[], root: string = configfs): Outcome[] {
  return operations.map((operation) => drive(operation, root));
}

/** Performs operations that must all be done, and throws at the first that is refused. */
export function mustDrive(operations: readonly Operation[], root: string = configfs): void {
  for (const operation of operations) {
    const outcome = drive(operation, root);
    if (!outcome.ok) throw new Error(`${operation.op} ${operation.path}: ${outcome.name}`);
  }
}

const textOf = (value: string): string => Buffer.from(value).toString('hex');

/** The operations' short spellings, for checks that are written by hand. */
export const mkdir = (path: string): Operation => ({ op: 'mkdir', path });
export const write = (path: string, text: string): Operation => ({ op: 'write', path, hex: textOf(text) });
export const symlink = (target: string, path: string): Operation => ({ op: 'symlink', path, target });
