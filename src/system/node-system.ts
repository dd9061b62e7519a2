import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  realpathSync,
  statSync,
  symlinkSync,
  unlinkSync,
  watch,
} from 'node:fs';
import { release } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { named, systemError } from './node-error.js';
import { receiveOnce, sendOnce } from './node-device.js';
import { createFile, listInOrder, readToEnd, replaceFile, writeOnce, writeOnceWithin } from './node-file.js';
import { runProgram, runToSuccess } from './node-program.js';
import { writeWithOneCall } from './node-single-write.js';
import type { FileFacts, FolderItem, ProgramResult, System } from './system.js';

/** How patient a {@link NodeSystem} is. */
export interface NodeSystemOptions {
  /** Milliseconds after which a write to `UDC` is given up. Default 30000. */
  readonly bindTimeoutMilliseconds?: number;
}

const pollMilliseconds = 50;

/** To chown(2), -1 is "leave as it is"; Node takes it as the unsigned number that it is in C. */
const keepGroup = 0xffff_ffff;

/** Makes a rejection of what a call throws, with the names of the kernel's own error numbers. */
function answer<Value>(call: () => Value | Promise<Value>): Promise<Value> {
  try {
    return Promise.resolve(call());
  } catch (error) {
    return Promise.reject(named(error));
  }
}

/**
 * The machine that Node runs on. Calls on files are synchronous inside, since configfs answers at once and a thread would cost
 * more than the call; only a write to `UDC`, in which kernels have hung, is made in a thread, with a deadline.
 *
 * @example
 * ```ts
 * await up(gadget, new NodeSystem());
 * ```
 */
export class NodeSystem implements System {
  readonly #bindTimeoutMilliseconds: number;

  /** @param options - how patient it is. */
  constructor({ bindTimeoutMilliseconds = 30_000 }: NodeSystemOptions = {}) {
    this.#bindTimeoutMilliseconds = bindTimeoutMilliseconds;
  }

  /** {@inheritDoc System.kernelRelease} */
  kernelRelease(): Promise<string> {
    return answer(release);
  }

  /** {@inheritDoc System.read} */
  read(path: string): Promise<Uint8Array> {
    return answer(() => readToEnd(path));
  }

  /** {@inheritDoc System.write} */
  write(path: string, value: string | Uint8Array): Promise<void> {
    return answer(() =>
      writeOnce(path, value) === 'whole' ? undefined : writeWithOneCall(path, Buffer.from(value).toString()),
    );
  }

  /** {@inheritDoc System.bind} */
  async bind(path: string, value: string): Promise<void> {
    try {
      await writeOnceWithin(path, value, this.#bindTimeoutMilliseconds);
    } catch (error) {
      throw named(error);
    }
  }

  /** {@inheritDoc System.mkdir} */
  mkdir(path: string): Promise<void> {
    return answer(() => {
      mkdirSync(path);
    });
  }

  /** {@inheritDoc System.rmdir} */
  rmdir(path: string): Promise<void> {
    return answer(() => rmdirSync(path));
  }

  /** {@inheritDoc System.symlink} */
  symlink(target: string, path: string): Promise<void> {
    return answer(() => symlinkSync(target, path));
  }

  /** {@inheritDoc System.unlink} */
  unlink(path: string): Promise<void> {
    return answer(() => unlinkSync(path));
  }

  /** {@inheritDoc System.readlink} */
  readlink(path: string): Promise<string> {
    return answer(() => readlinkSync(path));
  }

  /** {@inheritDoc System.list} */
  list(path: string): Promise<readonly FolderItem[]> {
    return answer(() => listInOrder(path));
  }

  /** {@inheritDoc System.stat} */
  stat(path: string): Promise<FileFacts> {
    return answer(() => {
      const facts = statSync(path);
      const type = facts.isFile()
        ? 'file'
        : facts.isDirectory()
          ? 'folder'
          : facts.isBlockDevice()
            ? 'block-device'
            : 'other';
      return { type, size: facts.size, uid: facts.uid, mode: facts.mode & 0o7777 };
    });
  }

  /** {@inheritDoc System.realPath} */
  realPath(path: string): Promise<string> {
    return answer(() => realpathSync(path));
  }

  /** {@inheritDoc System.chown} */
  chown(path: string, uid: number): Promise<void> {
    return answer(() => chownSync(path, uid, keepGroup));
  }

  /** {@inheritDoc System.userId} */
  async userId(name: string): Promise<number | undefined> {
    for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
      const [user, , id] = line.split(':');
      if (user === name) return Number(id);
    }
    // Users of a directory service are in no file.
    const { status, stdout } = await runProgram('id', ['-u', '--', name]);
    return status === 0 ? Number(stdout) : undefined;
  }

  /** {@inheritDoc System.mount} */
  mount(type: string, source: string, target: string, options?: string): Promise<void> {
    return runToSuccess('mount', '-t', type, ...(options ? ['-o', options] : []), '--', source, target);
  }

  /** {@inheritDoc System.unmount} */
  unmount(target: string): Promise<void> {
    return runToSuccess('umount', target);
  }

  /** {@inheritDoc System.loadModule} */
  async loadModule(name: string): Promise<void> {
    if (!existsSync(`/sys/module/${name.replaceAll('-', '_')}`)) await runToSuccess('modprobe', name);
  }

  /** {@inheritDoc System.run} */
  run(program: string, parameters: readonly string[], input?: string): Promise<ProgramResult> {
    return runProgram(program, parameters, input);
  }

  /** {@inheritDoc System.kill} */
  kill(number: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    return answer(() => {
      process.kill(number, signal);
    });
  }

  /** {@inheritDoc System.save} */
  save(path: string, value: string, mode?: number): Promise<void> {
    return answer(() => replaceFile(path, value, mode));
  }

  /** {@inheritDoc System.remove} */
  remove(path: string): Promise<void> {
    return answer(() => rmSync(path, { force: true }));
  }

  /** {@inheritDoc System.claim} */
  claim(path: string, value: string): Promise<void> {
    return answer(() => createFile(path, value));
  }

  /** {@inheritDoc System.send} */
  send(path: string, value: Uint8Array): Promise<void> {
    return answer(() => sendOnce(path, value));
  }

  /** {@inheritDoc System.receive} */
  receive(path: string, most: number): Promise<Uint8Array> {
    return answer(() => receiveOnce(path, most));
  }

  /** {@inheritDoc System.watch} */
  watch(path: string, listener: () => void): Promise<Disposable> {
    return answer(() => {
      const watcher = watch(path, { persistent: false }, listener);
      // The file may go with its controller.
      watcher.on('error', listener);
      return { [Symbol.dispose]: () => watcher.close() };
    });
  }

  /** {@inheritDoc System.waitUntil} */
  async waitUntil(predicate: () => Promise<boolean>, milliseconds: number): Promise<void> {
    // Not the time of day, which is set while machines without a clock of their own start.
    const deadline = performance.now() + milliseconds;
    while (!(await predicate())) {
      if (performance.now() >= deadline)
        throw systemError('ETIMEDOUT', `it did not come about within ${milliseconds} ms`);
      await pause(pollMilliseconds);
    }
  }
}
