import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostDevice } from './host.js';
import { run } from './network.js';

const python = '/usr/bin/python3';
const programs = 'test/lab/programs';

/** The node through which programs reach a device: `/dev/bus/usb/001/004`. */
export function deviceNode({ path, number }: HostDevice): string {
  const bus = readFileSync(join(path, 'busnum'), 'utf8').trim();
  return `/dev/bus/usb/${bus.padStart(3, '0')}/${String(number).padStart(3, '0')}`;
}

/** Runs one of the programs on a device, and gives the lines that it prints. */
export async function onDevice(
  program: string,
  device: HostDevice,
  ...parameters: readonly (string | number)[]
): Promise<string[]> {
  const words = parameters.map(String);
  const printed = await run(python, join(programs, `${program}.py`), deviceNode(device), ...words);
  return printed.trimEnd().split('\n');
}

/** A question over endpoint zero: bmRequestType, bRequest, wValue, wIndex, and the most bytes of an answer (USB 2.0, 9.3). */
export type Setup = readonly [
  requestType: number,
  request: number,
  value: number,
  index: number,
  length: number,
];

/** What a device answers over endpoint zero. */
export async function ask(device: HostDevice, setup: Setup): Promise<Buffer> {
  const [hex = ''] = await onDevice('control-in', device, ...setup);
  return Buffer.from(hex, 'hex');
}

/** A string of a device in one language (USB 2.0, 9.6.7). */
export async function stringOf(device: HostDevice, index: number, language: number): Promise<string> {
  const answer = await ask(device, [0x80, 6, 0x300 | index, language, 255]);
  return answer.subarray(2, answer[0]).toString('utf16le');
}
