import { functionDrivers } from '../../src/functions/drivers.js';

/** Debian's kernels have no module for these. */
const missing = ['midi2', 'tcm'];

/** The drivers that all kernels have which have them at all. */
export const drawable = (): string[] =>
  Object.keys(functionDrivers()).filter((driver) => !missing.includes(driver));

/** Names for folders, good and bad, by the end of the path of the folder that they are made in. */
export type Names = readonly (readonly [where: RegExp, good: readonly string[], bad: readonly string[]])[];

/** Names for folders, where functions are of these drivers. */
export const namesFor = (drivers: readonly string[]): Names => [
  [/^$/, ['g', 'h'], ['x'.repeat(256), 'a b']],
  [
    /\/functions$/,
    drivers.flatMap((driver) => [`${driver}.a`, `${driver}.b`]),
    ['hid', '.a', 'nosuch.a', 'HID.a', 'hid.', 'hid.a.b', `hid.${'x'.repeat(36)}`, `hid.${'x'.repeat(35)}`],
  ],
  [
    /\/configs$/,
    ['c.1', 'c.2'],
    ['c', 'c.', 'c.0', 'd.1', 'c.01', 'c.256', '.4', 'c.1.2', 'c.+3', `${'c'.repeat(38)}.4`],
  ],
  [/\/strings$/, ['0x409', '0x407'], ['1033', '0x0409', '0x411', '409', '0', '0x10000', 'english', '0x7f']],
  [
    /\/functions\/mass_storage[^/]*$/,
    ['lun.1', 'lun.2'],
    ['lun.0', 'y.0', 'x.1', 'lun', 'lun.15', 'lun.16', 'lun.-1', 'lun.01', '.3'],
  ],
  [/\/strings\/[^/]+$/, ['one', 'iad_desc'], ['product']],
  [/\/(control|streaming)\/header$/, ['h', 'i'], ['h.1']],
  [/\/(mjpeg|uncompressed|framebased)$/, ['m', 'n'], ['m.1']],
  [/\/(mjpeg|uncompressed|framebased)\/[^/]+$/, ['p', 'q', 'r'], ['bFormatIndex']],
  [/\/(color_matching|extensions)$/, ['x', 'y'], ['default']],
  [/\/interface\.[^/]+$/, ['Icons'], ['Label']],
];

/** Names for what is made in a folder. */
export function namesIn(
  names: Names,
  folder: string,
): readonly [good: readonly string[], bad: readonly string[]] {
  const [, good, bad] = names.find(([where]) => where.test(folder)) ?? [/./, ['foo'], ['foo']];
  return [good, bad];
}
