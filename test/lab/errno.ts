import { constants } from 'node:os';

const names = new Map<number, string>([
  ...Object.entries(constants.errno).map(([name, number]): [number, string] => [number, name]),
  // include/linux/errno.h: numbers the kernel lets out that no C library names
  [524, 'ENOTSUPP'],
  [525, 'ETOOSMALL'],
]);

/** What a system call answers: done, or refused with the kernel's number. */
export interface Refusal {
  readonly errno: number;
  readonly name: string;
}

/** Reads the kernel's answer off an error of `node:fs`; anything else is a fault of the test and is thrown on. */
export function refusal(error: unknown): Refusal {
  const number = error instanceof Error ? (error as NodeJS.ErrnoException).errno : undefined;
  if (typeof number !== 'number') throw error;
  return { errno: -number, name: names.get(-number) ?? String(-number) };
}
