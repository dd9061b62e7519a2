import { copiedAtLink } from '../attributes/attribute.js';
import { list } from '../options/shape.js';
import { refuse } from '../attributes/errno.js';
import { boolean, booleanWithoutLineFeed } from '../attributes/boolean-codecs.js';
import { parseUnsigned } from '../attributes/number-codecs.js';
import { issue } from '../errors.js';
import { once } from '../options/once.js';
import type { Plain } from '../options/plain.js';
import { bulk, functionOptions, type FunctionDriver } from './function-driver.js';
import { lunFolder, lunShape, type LunDefinition } from './lun.js';

/** One to sixteen drives, as plain data. */
export interface MassStorageFunctionDefinition {
  /** Always `mass_storage`. */
  readonly driver: 'mass_storage';
  /** The instance: the folder is `mass_storage.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** The driver may halt bulk endpoints, as the standard wants and some controllers cannot. Default false. */
  readonly stall?: boolean;
  /** The drives, `lun.0` first. One to 16. */
  readonly luns: readonly LunDefinition[];
}

/** FSG_MAX_LUNS (drivers/usb/gadget/function/storage_common.h). */
const mostLuns = 16;

const attributes = once(() =>
  copiedAtLink([
    {
      name: 'stall',
      codec: { ...boolean, store: booleanWithoutLineFeed.store },
      from: 'stall',
      initial: '0',
    },
  ]),
);

/** The number in the name of a LUN's folder, or why there is none: the text before the dot is free (f_mass_storage.c, fsg_lun_make). */
function lunNumber(name: string): ReturnType<typeof parseUnsigned> {
  const dot = name.indexOf('.');
  if (dot < 0) return refuse('EINVAL');
  return parseUnsigned(name.slice(dot + 1), 0xff);
}

const endpoints = once(() => [bulk('in'), bulk('out')]);

/** A drive without what follows from its being a CD drive. */
function withoutImplied({ readOnly, ...lun }: Plain): Plain {
  return lun['cdrom'] === true || readOnly === undefined ? lun : { ...lun, readOnly };
}

/** drivers/usb/gadget/function/f_mass_storage.c */
export const massStorage: () => FunctionDriver<MassStorageFunctionDefinition> = once(() => ({
  driver: 'mass_storage',
  module: 'usb_f_mass_storage',
  folder: {
    role: 'function',
    attributes: attributes(),
    folders: { 'lun.0': lunFolder() },
    makes(name, siblings) {
      const number = lunNumber(name);
      if (typeof number !== 'number') return number;
      if (number >= mostLuns) return refuse('ERANGE');
      return number === 0 || siblings.some((each) => lunNumber(each) === number)
        ? refuse('EBUSY')
        : lunFolder();
    },
    makesFrozenBy: 'link',
  },
  options: functionOptions(attributes(), {
    luns: { shape: list(lunShape(), mostLuns), required: 'The drives, 1 to 16.' },
  }),
  interfaces: () => 1,
  endpoints,
  usual: {},
  bindErrno: 'ENOTSUPP',
  fills: ({ luns }) => luns.map((source, index) => ({ name: `lun.${index}`, source })),
  fromFolder({ values, folders }) {
    const drives = [...folders].map(([name, each]) => [Number(lunNumber(name)), each.values] as const);
    const luns = drives.sort(([left], [right]) => left - right).map(([, lun]) => withoutImplied(lun));
    return { ...values, luns };
  },
  check({ luns }, path, issues) {
    if (luns.length === 0)
      issues.push(
        issue(
          'OPTION_REQUIRED',
          `${path}.luns`,
          `"${path}.luns" expected at least one drive, got none.`,
          'Give at least [{}].',
        ),
      );
    luns.forEach(({ cdrom, readOnly, file, removable }, index) => {
      const where = `${path}.luns[${index}]`;
      if (cdrom && readOnly === false)
        issues.push(
          issue(
            'LUN_MEDIUM',
            `${where}.readOnly`,
            'A CD drive is always read-only; the kernel sets ro by itself.',
            'Leave readOnly out.',
          ),
        );
      if (removable === false && file === undefined)
        issues.push(
          issue(
            'LUN_MEDIUM',
            where,
            'A drive that is not removable has no medium: hosts see a dead disk.',
            'Give it a file, or leave removable out.',
          ),
        );
    });
  },
}));
