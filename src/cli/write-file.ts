import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchmodSync,
  fchownSync,
  linkSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { GadgetError, issue } from '../errors.js';
import { makeFolders } from './make-folders.js';
import { systemCures } from './system-cures.js';

/** Who owns a file and who may use it. */
interface Access {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** What to do where a file cannot be written, by Node's name of the error. */
const cures: Readonly<Record<string, string>> = {
  ...systemCures,
  EACCES: 'You may not write into its folder: give another, or run it as root.',
  EEXIST: 'What is to be its folder is none: give another.',
  EISDIR: 'It is a folder: give the name of a file.',
  ENAMETOOLONG: 'Give a shorter name.',
  ENOENT: 'There is no such folder: make it first.',
  ENOTDIR: 'What is to be its folder is none: give another.',
  EPERM: 'It belongs to somebody else: run it as its owner or as root.',
};

/** That a file, or a folder, cannot be written; what is no answer of the system stays as it is. */
export function unwritable(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof GadgetError) return error;
  const message = `${JSON.stringify(file)} cannot be written: ${code}.`;
  const hint = cures[code] ?? 'Give another file.';
  return new GadgetError([issue('FILE_UNWRITABLE', '', message, hint)], { cause: error });
}

/**
 * Writes a file beside its place, lets it take the place by the given call, and leaves nothing else. Whoever may write into the folder
 * may put a link there: the name is not foreseen, one that is there is not opened, and what is done is done to what was opened.
 */
function writeBeside(
  place: string,
  text: string,
  take: (written: string) => void,
  { mode = 0o666, access }: { readonly mode?: number; readonly access?: Access | undefined } = {},
): void {
  const written = join(dirname(place), `.${Math.random().toString(36).slice(2)}.new`);
  const descriptor = openSync(written, 'wx', access ? 0o600 : mode);
  try {
    try {
      if (access) {
        fchownSync(descriptor, access.uid, access.gid);
        fchmodSync(descriptor, access.mode & 0o777);
      }
      writeFileSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    take(written);
  } finally {
    rmSync(written, { force: true });
  }
}

/** Puts a file where there is none: of two that try, one succeeds. FAT knows no hard links, and there it is copied. */
function linkOrCopy(written: string, place: string): void {
  try {
    linkSync(written, place);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    copyFileSync(written, place, constants.COPYFILE_EXCL);
  }
}

/**
 * Writes a file that is not there yet, the whole or nothing.
 *
 * @throws {@link GadgetError} with FILE_EXISTS or FILE_UNWRITABLE.
 */
export function createFile(file: string, text: string): void {
  const take = (written: string): void => {
    try {
      linkOrCopy(written, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const message = `${JSON.stringify(file)} is there already.`;
      const hint = 'Give another FILE, or write over it with --force.';
      throw new GadgetError([issue('FILE_EXISTS', '', message, hint)], { cause: error });
    }
  };
  try {
    writeBeside(file, text, take);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** Where a file really is, and who may use it; undefined if there is none. */
function found(file: string): { readonly place: string; readonly access: Access } | undefined {
  if (!existsSync(file)) return undefined;
  const place = realpathSync(file);
  const access = lstatSync(place);
  if (access.isFile()) return { place, access };
  throw Object.assign(new Error('no file'), { code: access.isDirectory() ? 'EISDIR' : 'ENODEV' });
}

/**
 * Writes a file anew, the whole or nothing. Of one that is there stays who owns it, who may read it, and a link that leads to it.
 *
 * @throws {@link GadgetError} with FILE_UNWRITABLE.
 */
export function rewriteFile(file: string, text: string): void {
  try {
    const { place = file, access } = found(file) ?? {};
    writeBeside(place, text, (written) => renameSync(written, place), { access });
  } catch (error) {
    throw unwritable(file, error);
  }
}

/**
 * Writes a file into a folder, which is made if need be, in place of what has the name there; the whole or nothing.
 *
 * @throws {@link GadgetError} with FILE_UNWRITABLE.
 */
export function installFile(file: string, text: string, mode: number): void {
  try {
    makeFolders(dirname(file));
    writeBeside(file, text, (written) => renameSync(written, file), { mode });
  } catch (error) {
    throw unwritable(file, error);
  }
}
