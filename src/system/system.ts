import type { Errno } from '../attributes/errno.js';

/** One thing in a folder. */
export interface FolderItem {
  /** Its name. */
  readonly name: string;
  /** What it is. */
  readonly type: 'folder' | 'file' | 'link' | 'other';
}

/** How a program ended. */
export interface ProgramResult {
  /** Its exit status; null if a signal ended it. */
  readonly status: number | null;
  /** What it wrote to standard output. */
  readonly stdout: string;
  /** What it wrote to standard error. */
  readonly stderr: string;
}

/** Who owns a file, its kind and its permissions, links followed. */
export interface FileFacts {
  /** What it is. */
  readonly type: 'folder' | 'file' | 'block-device' | 'other';
  /** Bytes. */
  readonly size: number;
  /** The owner's number. */
  readonly uid: number;
  /** Permissions, as in 0o644; in any case of what is in configfs. */
  readonly mode?: number;
}

/**
 * What an operation of a {@link System} rejects with when the machine says no: the error that Node gives, or one of the same form.
 * `code` is the name of the error number where it has one (`ENOTSUPP` and `ETOOSMALL` have none in Node and are named here).
 */
export interface SystemError extends Error {
  /** The name of the error number, as in `EBUSY`. */
  readonly code: Errno | (string & {});
  /** The negative error number, as Node has it. */
  readonly errno?: number;
  /** The path that it was about. */
  readonly path?: string;
}

/**
 * The small port to a machine. All paths are absolute. Every method rejects with a {@link SystemError} when the machine says no.
 *
 * Contract: `write` opens an existing file without creating it, makes exactly one write call with the whole value, and ignores a
 * short count, since configfs drivers report one after having taken all (uac1 on 6.12). `list` gives the order of the directory
 * stream, since configfs tells the order of links by nothing else. `bind` is `write` that may take long: it rejects with
 * ETIMEDOUT after a deadline, and the kernel may still be at it.
 */
export interface System {
  /** The release of the running kernel, as `uname -r` prints it. */
  kernelRelease(): Promise<string>;
  /** The whole contents of a file, at most 4096 bytes for an attribute. ENOENT, EACCES. */
  read(path: string): Promise<Uint8Array>;
  /** Writes an existing file in one call. ENOENT if there is none. */
  write(path: string, value: string | Uint8Array): Promise<void>;
  /** As {@link System.write}, for writes to `UDC`: rejects with ETIMEDOUT when the kernel does not come back in time. */
  bind(path: string, value: string): Promise<void>;
  /** Makes a folder. EEXIST, EPERM, ENAMETOOLONG and what the driver says. */
  mkdir(path: string): Promise<void>;
  /** Removes an empty folder. EBUSY, ENOTEMPTY, EPERM. */
  rmdir(path: string): Promise<void>;
  /** Makes a link at `path` to the absolute path `target`. */
  symlink(target: string, path: string): Promise<void>;
  /** Removes a link. */
  unlink(path: string): Promise<void>;
  /** The text of a link. In configfs the kernel makes it: relative, never what was given. */
  readlink(path: string): Promise<string>;
  /** What is in a folder, in the order of the directory stream, links not followed. ENOENT. */
  list(path: string): Promise<readonly FolderItem[]>;
  /** What a file is, links followed. ENOENT. */
  stat(path: string): Promise<FileFacts>;
  /** The path with every link in it resolved, as the kernel tells that of an open file. ENOENT. */
  realPath(path: string): Promise<string>;
  /** Gives a file to the user of that number. */
  chown(path: string, uid: number): Promise<void>;
  /** The number of a user, or undefined if the machine has none of that name. */
  userId(name: string): Promise<number | undefined>;
  /** Mounts a file system of that type, with options as in `uid=1000,fmode=660`. ENOENT, EBUSY. */
  mount(type: string, source: string, target: string, options?: string): Promise<void>;
  /** Unmounts. EBUSY while a program has a file of it open. */
  unmount(target: string): Promise<void>;
  /** Loads a kernel module with what it needs. One that is loaded or built in is no fault. Rejects with ENOENT if there is none. */
  loadModule(name: string): Promise<void>;
  /** Runs a program without a shell, gives it a text to read, and waits for it. Rejects with ENOENT if there is none. */
  run(program: string, parameters: readonly string[], input?: string): Promise<ProgramResult>;
  /** Sends a signal to a process. ESRCH if there is none, EPERM. */
  kill(process: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Writes an ordinary file, making it and its folders, so that it is there whole or not at all; `mode` is 0644 if nothing else is said. */
  save(path: string, value: string, mode?: number): Promise<void>;
  /** Removes an ordinary file; none there is no fault. */
  remove(path: string): Promise<void>;
  /** Makes an ordinary file that is not there yet, and its folders, to hold a lock: whole or not at all. EEXIST if it is there. */
  claim(path: string, value: string): Promise<void>;
  /**
   * Opens a device node, makes one write call that never waits, and closes it again: a node that is kept open outlives its function, and
   * some kernels do not survive what is then written to it (f_hid.c). EAGAIN if the device can take nothing now, ESHUTDOWN if no host has
   * configured it, ENODEV if what is there is no device.
   */
  send(path: string, value: Uint8Array): Promise<void>;
  /** As {@link System.send}, for one read call of at most so many bytes. EAGAIN if there is nothing. */
  receive(path: string, most: number): Promise<Uint8Array>;
  /** Calls the listener whenever the kernel tells of a change of a file of sysfs, until it is disposed of. ENOENT. */
  watch(path: string, listener: () => void): Promise<Disposable>;
  /** Waits until the predicate holds, looking again whenever the machine may have changed; rejects with ETIMEDOUT. */
  waitUntil(predicate: () => Promise<boolean>, milliseconds: number): Promise<void>;
}
