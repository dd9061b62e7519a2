import { GadgetError, issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { controllersFolder } from '../../udc/find-controller.js';
import { codeOf } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** What a controller says of its host (include/uapi/linux/usb/ch9.h). */
export type HostState =
  | 'not attached'
  | 'attached'
  | 'powered'
  | 'reconnecting'
  | 'unauthenticated'
  | 'default'
  | 'addressed'
  | 'configured'
  | 'suspended';

/**
 * Watches the state of a controller from a moment on. What a controller says of its host may be old: `configured` stands there from the
 * gadget before. So a state counts as reached once the kernel has told of a change since the watching began, or it was another then.
 */
export class StateWatch implements AsyncDisposable {
  /** The controller. */
  readonly udc: string;
  readonly #system: System;
  readonly #path: string;
  #before = '';
  #hasChanged = false;
  #watcher: Disposable | undefined;

  private constructor(udc: string, system: System) {
    this.udc = udc;
    this.#system = system;
    this.#path = `${controllersFolder}/${udc}/state`;
  }

  /**
   * Begins to watch: before the bind whose effect is waited for.
   *
   * @throws {@link GadgetError} with CONTROLLER_MISSING.
   */
  static async begin(udc: string, system: System): Promise<StateWatch> {
    const watch = new StateWatch(udc, system);
    try {
      watch.#watcher = await system.watch(watch.#path, () => (watch.#hasChanged = true));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      const message = `There is no controller "${udc}".`;
      throw new GadgetError(
        [issue('CONTROLLER_MISSING', 'udc', message, 'usb-gadget udc shows which there are.')],
        { cause: error },
      );
    }
    watch.#before = await watch.now();
    return watch;
  }

  /** What the controller says now; it may be old. */
  async now(): Promise<string> {
    return (await textOf(this.#system, this.#path)).trim();
  }

  /**
   * Waits until the state is reached.
   *
   * @throws {@link GadgetError} with HOST_STATE_TIMEOUT.
   */
  async reaches(state: HostState, milliseconds: number): Promise<void> {
    const isReached = async (): Promise<boolean> => {
      const now = await this.now();
      this.#hasChanged ||= now !== this.#before;
      return this.#hasChanged && now === state;
    };
    try {
      await this.#system.waitUntil(isReached, milliseconds);
    } catch (error) {
      if (codeOf(error) !== 'ETIMEDOUT') throw error;
      const said = this.#hasChanged ? 'says' : 'has told of no change and still says';
      throw new GadgetError(
        [
          issue(
            'HOST_STATE_TIMEOUT',
            this.udc,
            `"${this.udc}" did not become ${state} within ${milliseconds} ms; it ${said} "${await this.now()}".`,
            'See that the cable is in and the host is on; a cable for charging has no data lines.',
          ),
        ],
        { cause: error },
      );
    }
  }

  /** Ends the watching. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#watcher?.[Symbol.dispose]();
    return Promise.resolve();
  }
}

/**
 * Does something that brings a host, such as a bind, and waits for the state that comes of it.
 *
 * @throws {@link GadgetError} with CONTROLLER_MISSING before anything is done, HOST_STATE_TIMEOUT, and what the work throws.
 *
 * @example
 * ```ts
 * await waitForState('fe980000.usb', 'configured', system, 10_000, () => up(gadget, system));
 * ```
 */
export async function waitForState<Result>(
  udc: string,
  state: HostState,
  system: System,
  milliseconds: number,
  work: () => Promise<Result>,
): Promise<Result> {
  await using watch = await StateWatch.begin(udc, system);
  const result = await work();
  await watch.reaches(state, milliseconds);
  return result;
}
