import {
  existsSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { releaseFile, type Capture } from '../doctor/capture.js';
import { GadgetError, issue } from '../errors.js';
import type { ControllerProfile } from '../udc/profile.js';
import { makeFolders } from './make-folders.js';
import { unwritable } from './write-file.js';

/** Where the profile of a controller is in the folder of a captured machine. */
const profilePath = ({ name }: ControllerProfile): string => `controllers/${name}.json`;

/** Why a folder cannot be read, by the code of Node. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'it is no folder',
};

function unreadable(folder: string, reason: string, cause?: unknown): GadgetError {
  const message = `${JSON.stringify(folder)} cannot be read: ${reason}.`;
  const hint = 'Give a folder that `usb-gadget doctor --capture FOLDER` has written.';
  return new GadgetError([issue('FILE_UNREADABLE', '', message, hint)], { cause });
}

function write(folder: string, { files, links }: Capture, profiles: readonly ControllerProfile[]): void {
  const place = (path: string): string => {
    const at = join(folder, path);
    makeFolders(dirname(at));
    return at;
  };
  for (const [path, bytes] of files) writeFileSync(place(path), bytes);
  for (const [path, text] of links) symlinkSync(text, place(path));
  for (const profile of profiles)
    writeFileSync(place(profilePath(profile)), `${JSON.stringify(profile, undefined, 2)}\n`);
}

/**
 * Writes what was kept of a machine into a new folder, the whole or nothing: files and links below their paths, and a profile for each
 * controller.
 *
 * @returns the paths of the profiles.
 * @throws {@link GadgetError} with FILE_UNWRITABLE if the folder cannot be made, or FILE_EXISTS if it has something in it.
 */
export function writeCapture(
  folder: string,
  capture: Capture,
  profiles: readonly ControllerProfile[],
): string[] {
  // No name that a user may have given to something else, since it is removed.
  const unfinished = `${resolve(folder)}.${Math.random().toString(36).slice(2)}.new`;
  try {
    if (existsSync(folder) && readdirSync(folder).length)
      throw new GadgetError([
        issue('FILE_EXISTS', '', `${JSON.stringify(folder)} is not empty.`, 'Give another folder.'),
      ]);
    write(unfinished, capture, profiles);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw unwritable(folder, error);
  }
  return profiles.map((profile) => join(folder, profilePath(profile)));
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
    for (const item of readdirSync(join(folder, path), { withFileTypes: true })) {
      const at = `${path}/${item.name}`;
      if (item.isDirectory()) read(at);
      else if (item.isSymbolicLink()) links.set(at, readlinkSync(join(folder, at)));
      else if (item.isFile()) files.set(at, readFileSync(join(folder, at)));
    }
  };
  try {
    read('');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw unreadable(folder, reasons[code] ?? message, error);
  }
  if (!files.has(releaseFile)) throw unreadable(folder, `it has no ${releaseFile.slice(1)}`);
  return { files, links };
}
