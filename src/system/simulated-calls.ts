import type { Errno } from '../attributes/errno.js';

/** A call that changes a machine, or tries to. */
export interface SimulatedCall {
  /** The method of {@link System}. */
  readonly call:
    | 'write'
    | 'bind'
    | 'mkdir'
    | 'rmdir'
    | 'symlink'
    | 'unlink'
    | 'chown'
    | 'mount'
    | 'unmount'
    | 'loadModule'
    | 'run'
    | 'kill'
    | 'save'
    | 'remove'
    | 'claim'
    | 'send';
  /** What it was about: a path, or the name of a module or program. */
  readonly path: string;
  /** What was written, where a link leads, the owner's number, the type of the file system, the parameters of a program. */
  readonly value?: string | Uint8Array | number;
  /** The permissions of a file that is saved. */
  readonly mode?: number;
  /** What a program got to read. */
  readonly input?: string;
  /** How it was refused; absent if it was not. */
  readonly errno?: Errno;
}

/** A fault that was asked for. */
interface Fault {
  readonly errno: Errno;
  hits(call: SimulatedCall): boolean;
}

/** What was called, and what is to fail. */
export class SimulatedCalls {
  /** All calls, in order. */
  readonly made: SimulatedCall[] = [];
  readonly #faults: Fault[] = [];

  /** Lets calls fail: the one of that number, counted from 0 among those that `counts`, or all that the predicate picks. */
  fail(
    which: number | ((call: SimulatedCall) => boolean),
    errno: Errno,
    counts: (call: SimulatedCall) => boolean,
  ): void {
    let left = typeof which === 'number' ? which : 0;
    const hits = typeof which === 'number' ? (call: SimulatedCall) => counts(call) && left-- === 0 : which;
    this.#faults.push({ errno, hits });
  }

  /** How a call is to fail. Every fault sees every call, since some count. */
  faultOf(call: SimulatedCall): Errno | undefined {
    const [first] = this.#faults.filter((each) => each.hits(call));
    return first?.errno;
  }
}

/** Whether a call removes something, and so changes nothing at all if it is refused. */
export const isRemoval = ({ call }: SimulatedCall): boolean =>
  call === 'rmdir' || call === 'unlink' || call === 'unmount';
