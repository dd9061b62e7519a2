import { isRefusal, type Refusal } from '../attributes/errno.js';
import { refuse } from '../attributes/errno.js';
import type { FileFacts, FolderItem } from './system.js';

/** What a call gives, or how it is refused. */
export type Outcome<Value> = Value | Refusal;

/** One of the file systems of a simulated machine. Paths are lists of names below where it is mounted. */
export interface SimulatedFileSystem {
  read(path: readonly string[]): Outcome<Uint8Array>;
  write(path: readonly string[], value: Uint8Array): Outcome<undefined>;
  mkdir(path: readonly string[]): Outcome<undefined>;
  rmdir(path: readonly string[]): Outcome<undefined>;
  /** `target` is a path on the same file system, or why there is none. */
  symlink(target: Outcome<readonly string[]>, path: readonly string[]): Outcome<undefined>;
  unlink(path: readonly string[]): Outcome<undefined>;
  readlink(path: readonly string[]): Outcome<string>;
  list(path: readonly string[]): Outcome<readonly FolderItem[]>;
  stat(path: readonly string[]): Outcome<FileFacts>;
  chown(path: readonly string[], uid: number): Outcome<undefined>;
}

/** What a file system answers that only shows things: sysfs, as far as it is simulated. */
export abstract class ShownFileSystem implements SimulatedFileSystem {
  abstract read(path: readonly string[]): Outcome<Uint8Array>;
  abstract list(path: readonly string[]): Outcome<readonly FolderItem[]>;
  abstract stat(path: readonly string[]): Outcome<FileFacts>;

  write(path: readonly string[]): Outcome<undefined> {
    return this.#refuse(path, 'EACCES');
  }

  mkdir(path: readonly string[]): Outcome<undefined> {
    return refuse(isRefusal(this.stat(path)) ? 'EPERM' : 'EEXIST');
  }

  rmdir(path: readonly string[]): Outcome<undefined> {
    return this.#refuse(path, 'EPERM');
  }

  symlink(_target: Outcome<readonly string[]>, path: readonly string[]): Outcome<undefined> {
    return this.mkdir(path);
  }

  unlink(path: readonly string[]): Outcome<undefined> {
    return this.#refuse(path, 'EPERM');
  }

  readlink(path: readonly string[]): Outcome<string> {
    return this.#refuse(path, 'EINVAL');
  }

  chown(path: readonly string[]): Outcome<undefined> {
    return this.#refuse(path, 'EPERM');
  }

  #refuse(path: readonly string[], errno: Refusal['errno']): Refusal {
    const facts = this.stat(path);
    return isRefusal(facts) ? facts : refuse(errno);
  }
}
