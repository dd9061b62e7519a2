import { GadgetError, issue } from '../errors.js';
import { fileSystem } from './file-system.js';

/** Makes the file, empty, if there is none: of two that try, one succeeds. */
function claim(file: string): void {
  try {
    fileSystem.closeSync(fileSystem.openSync(file, 'wx'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new GadgetError(
      [
        issue(
          'FILE_EXISTS',
          '',
          `${JSON.stringify(file)} is there already.`,
          'Give another FILE, or write over it with --force.',
        ),
      ],
      { cause: error },
    );
  }
}

/**
 * Writes a file, the whole or nothing.
 *
 * @param overwrites - whether one that is there is written over.
 * @throws {@link GadgetError} with FILE_EXISTS.
 */
export function writeNewFile(file: string, text: string, overwrites: boolean): void {
  if (!overwrites) claim(file);
  const unfinished = `${file}.new`;
  try {
    fileSystem.writeFileSync(unfinished, text);
    fileSystem.renameSync(unfinished, file);
  } catch (error) {
    fileSystem.rmSync(unfinished, { force: true });
    if (!overwrites) fileSystem.rmSync(file, { force: true });
    throw error;
  }
}
