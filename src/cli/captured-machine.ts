import { dirname, join } from 'node:path';
import { releaseFile, type Capture } from '../doctor/capture.js';
import { GadgetError, issue } from '../errors.js';
import type { ControllerProfile } from '../udc/profile.js';
import { fileSystem } from './file-system.js';

/** Where profiles of controllers are in the folder of a captured machine. */
const profilesFolder = 'controllers';

function unusable(folder: string, error: unknown): GadgetError {
  const { message } = error as Error;
  return new GadgetError(
    [
      issue(
        'FILE_UNREADABLE',
        '',
        `The folder "${folder}" cannot be used: ${message}.`,
        'Give another folder.',
      ),
    ],
    { cause: error },
  );
}

/**
 * Writes what was kept of a machine into a new folder: files and links below their paths, and a profile for each controller.
 *
 * @returns the paths of the profiles.
 * @throws {@link GadgetError} with FILE_UNREADABLE if the folder cannot be made, or has something in it.
 */
export function writeCapture(
  folder: string,
  { files, links }: Capture,
  profiles: readonly ControllerProfile[],
): string[] {
  const place = (path: string): string => {
    const at = join(folder, path);
    fileSystem.mkdirSync(dirname(at), { recursive: true });
    return at;
  };
  try {
    fileSystem.mkdirSync(folder, { recursive: true });
    if (fileSystem.readdirSync(folder).length) throw new Error('it is not empty');
    for (const [path, bytes] of files) fileSystem.writeFileSync(place(path), bytes);
    for (const [path, text] of links) fileSystem.symlinkSync(text, place(path));
    return profiles.map((profile) => {
      const path = place(`${profilesFolder}/${profile.name}.json`);
      fileSystem.writeFileSync(path, `${JSON.stringify(profile, undefined, 2)}\n`);
      return path;
    });
  } catch (error) {
    throw unusable(folder, error);
  }
}

/**
 * What was kept of a machine.
 *
 * @throws {@link GadgetError} with FILE_UNREADABLE if there is no such folder, or it is of no machine.
 */
export function readCapture(folder: string): Capture {
  const files = new Map<string, Uint8Array>();
  const links = new Map<string, string>();
  const read = (path: string): void => {
    for (const item of fileSystem.readdirSync(join(folder, path), { withFileTypes: true })) {
      const at = `${path}/${item.name}`;
      if (item.isDirectory()) read(at);
      else if (item.isSymbolicLink()) links.set(at, fileSystem.readlinkSync(join(folder, at)));
      else files.set(at, fileSystem.readFileSync(join(folder, at)));
    }
  };
  try {
    read('');
    if (!files.has(releaseFile)) throw new Error(`it has no ${releaseFile.slice(1)}`);
  } catch (error) {
    throw unusable(folder, error);
  }
  return { files, links };
}
