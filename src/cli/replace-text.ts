import { fileSystem } from './file-system.js';

/** Writes a file that is there anew, so that it is there whole or as before; who owns it and who may read it stays so. */
export function replaceText(file: string, text: string): void {
  // A link stays one.
  const place = fileSystem.realpathSync(file);
  const { mode, uid, gid } = fileSystem.statSync(place);
  const fresh = `${place}.new`;
  try {
    fileSystem.writeFileSync(fresh, text, { mode });
    fileSystem.chmodSync(fresh, mode & 0o7777);
    fileSystem.chownSync(fresh, uid, gid);
    fileSystem.renameSync(fresh, place);
  } catch (error) {
    fileSystem.rmSync(fresh, { force: true });
    throw error;
  }
}
