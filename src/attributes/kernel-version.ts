/**
 * A kernel version as one number that compares well: 6.12.107 is 6012107. A series without a patch number
 * means its newest member, since stable series gain backports: 6.12 is 6012999.
 */
export type KernelVersion = number;

/** The kernels that the tables were checked on, oldest first; the last is the default of every plan. */
export const knownKernels: readonly string[] = ['5.10', '6.1', '6.12', '7.2'];

/** The newest kernel that the tables were checked on. */
export const newestKernel = '7.2';

/**
 * Reads a version or a whole release: `6.1`, `6.12.107`, `6.12.107+deb13-amd64`.
 *
 * @returns undefined if the text does not begin with two numbers.
 */
export function parseKernelVersion(release: string): KernelVersion | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\d.]\d)/.exec(release);
  if (!match) return undefined;
  const [, major, minor, patch = '999'] = match;
  return since(Number(major), Number(minor), Number(patch));
}

/** The version number of a release that is known to be well formed, as in a table. */
export function kernelVersion(release: string): KernelVersion {
  const version = parseKernelVersion(release);
  if (version === undefined)
    throw new RangeError(`"${release}" is not a kernel version such as 6.1 or 6.12.107.`);
  return version;
}

/** The version from which something is there. */
export function since(major: number, minor: number, patch = 0): KernelVersion {
  return major * 1_000_000 + minor * 1_000 + patch;
}

/** The version from which something is there, as a definition tells it: a series without a patch number means its first member. */
export function sinceRelease(release: string): KernelVersion {
  return kernelVersion(/^\d+\.\d+$/.test(release) ? `${release}.0` : release);
}

/** The text of a version: 6012107 is `6.12.107`, 6012999 is `6.12`. */
export function formatKernelVersion(version: KernelVersion): string {
  const patch = version % 1_000;
  const series = `${Math.floor(version / 1_000_000)}.${Math.floor(version / 1_000) % 1_000}`;
  return patch === 999 || patch === 0 ? series : `${series}.${patch}`;
}
