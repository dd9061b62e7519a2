/** include/linux/errno.h: numbers that the kernel lets out and no C library, so no Node either, has a name for. */
const unnamed: Readonly<Record<number, string>> = { 524: 'ENOTSUPP', 525: 'ETOOSMALL' };

/** How the kernel refused a system call. */
export interface Refusal {
  readonly errno: number;
  readonly name: string;
}

/** Reads the kernel's answer off an error of `node:fs`; anything else is a fault of the test and is thrown on. */
export function refusal(error: unknown): Refusal {
  const { errno, code } = error as NodeJS.ErrnoException;
  if (errno === undefined || code === undefined) throw error;
  return { errno: -errno, name: unnamed[-errno] ?? code };
}
