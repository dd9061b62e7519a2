import { GadgetError, issue } from '../../errors.js';
import type { System } from '../../system/system.js';
import { gadgetsFolder, type ConfigfsOptions } from '../machine/locations.js';
import { nodeOfNumbers } from '../machine/node-of-numbers.js';
import { functionMissing } from './function-missing.js';
import { treeOf } from '../gadgets/gadgets.js';
import { codeOf } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/**
 * What has become of a report.
 *
 * - `sent`: the kernel has it, and the host fetches it with its next poll.
 * - `not fetched`: the host has not fetched the one before (EAGAIN): it sleeps, or is gone and the controller has not noticed.
 * - `not configured`: no host has the device configured (ESHUTDOWN).
 * - `no node`: the gadget is not bound, or the function is gone.
 */
export type HidOutcome = 'sent' | 'not fetched' | 'not configured' | 'no node';

const outcomes: Readonly<Record<string, HidOutcome>> = {
  EAGAIN: 'not fetched',
  ESHUTDOWN: 'not configured',
  ENOENT: 'no node',
  ENODEV: 'no node',
  ENXIO: 'no node',
};

/** Why there is no report of the host: nothing came before the deadline, or there is no node that it could come from. */
export type HidSilence = 'nothing' | 'no node';

/** How long to keep trying. */
export interface HidDeadline {
  /** Milliseconds for each report. Default 1000; 0 tries once. */
  readonly milliseconds?: number;
  /** Stops the waiting; the outcome is that of the last attempt. Default: none. */
  readonly signal?: AbortSignal;
}

const usualMilliseconds = 1000;

/** Hosts poll at most once in a millisecond or an eighth of it; who is not there after a while need not be asked so often. */
const pauseAfter = (attempts: number): number => Math.min(1 + Math.floor(attempts / 20), 20);

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tries until it succeeds or the deadline has come; gives what the last attempt gave. */
async function attemptUntil<Found>(
  { milliseconds = usualMilliseconds, signal }: HidDeadline,
  succeeds: (found: Found) => boolean,
  attempt: () => Promise<Found>,
): Promise<Found> {
  const end = performance.now() + milliseconds;
  for (let attempts = 0; ; attempts++) {
    const found = await attempt();
    if (succeeds(found) || performance.now() >= end || signal?.aborted) return found;
    await pause(pauseAfter(attempts));
  }
}

/** The longest report that is read: that of a high-speed interrupt endpoint. */
const longestOutput = 1024;

/**
 * The node of a HID function: takes reports for the host, and gives those that the host sends. It keeps no file open, and looks each time which
 * node the function has, so it goes on after the gadget has been bound anew. Nothing waits beyond its deadline. Reports go out one after another,
 * in the order of the calls.
 *
 * @example
 * ```ts
 * const keyboard = await HidDevice.open('kvmd', 'hid.keyboard', system);
 * const outcome = await keyboard.sendAll(typeText('Hello\n', 'us'));
 * ```
 */
export class HidDevice {
  /** The gadget. */
  readonly gadget: string;
  /** The function, as in `hid.keyboard`. */
  readonly function: string;
  /** Bytes of its longest report, as the function was when it was opened. */
  readonly reportLength: number;
  readonly #system: System;
  readonly #folder: string;
  #node: { readonly numbers: string; readonly path: string } | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #lastSent: Date | undefined;

  private constructor(gadget: string, name: string, system: System, folder: string, reportLength: number) {
    this.gadget = gadget;
    this.function = name;
    this.reportLength = reportLength;
    this.#system = system;
    this.#folder = folder;
  }

  /**
   * The device of a HID function that is there; the gadget need not be bound yet.
   *
   * @param name - the function, as in `hid.keyboard`.
   * @throws {@link GadgetError} with GADGET_MISSING or FUNCTION_MISSING.
   */
  static async open(
    gadget: string,
    name: string,
    system: System,
    options: ConfigfsOptions = {},
  ): Promise<HidDevice> {
    const tree = await treeOf(system, gadget, options);
    const path = `${gadget}/functions/${name}`;
    if (!name.startsWith('hid.') || !tree.entries.has(path)) throw functionMissing(tree, [name]);
    const folder = `${gadgetsFolder(options)}/${path}`;
    const length = Number(await textOf(system, `${folder}/report_length`));
    return new HidDevice(gadget, name, system, folder, length);
  }

  /** When the kernel last took a report: a sign of a host that had fetched the one before. Undefined: never. */
  get lastSent(): Date | undefined {
    return this.#lastSent;
  }

  /**
   * Sends one report.
   *
   * @throws {@link GadgetError} with VALUE_RANGE for one that is empty or too long, which the kernel would cut; NOT_PERMITTED.
   */
  send(report: Uint8Array, deadline: HidDeadline = {}): Promise<HidOutcome> {
    return this.sendAll([report], deadline);
  }

  /** Sends reports, each with its own deadline; the first that is not sent is the last that is tried, and its outcome is given. */
  sendAll(reports: readonly Uint8Array[], deadline: HidDeadline = {}): Promise<HidOutcome> {
    for (const each of reports) this.#check(each);
    return this.#inTurn(async () => {
      for (const each of reports) {
        const outcome = await attemptUntil(
          deadline,
          (found) => found === 'sent',
          () => this.#write(each),
        );
        if (outcome !== 'sent') return outcome;
      }
      return 'sent';
    });
  }

  /**
   * What the host has sent next, such as the lights of a keyboard (`readLights`), or why there is nothing. A node that is not there is waited for.
   *
   * @throws {@link GadgetError} with NOT_PERMITTED.
   *
   * @example
   * ```ts
   * const report = await keyboard.receive();
   * if (typeof report !== 'string') console.log(readLights(report));
   * ```
   */
  receive(deadline: HidDeadline = {}): Promise<Uint8Array | HidSilence> {
    return attemptUntil(
      deadline,
      (report) => typeof report !== 'string',
      () => this.#read(),
    );
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Looks each time, since the numbers of a function that is gone may be another's. */
  async #path(): Promise<string | undefined> {
    const numbers = (await textOf(this.#system, `${this.#folder}/dev`)).trim();
    if (this.#node?.numbers !== numbers) {
      const path = await nodeOfNumbers(this.#system, 'char', numbers);
      this.#node = path === undefined ? undefined : { numbers, path };
    }
    return this.#node?.path;
  }

  async #write(report: Uint8Array): Promise<HidOutcome> {
    const path = await this.#path();
    if (path === undefined) return 'no node';
    try {
      await this.#system.send(path, report);
      this.#lastSent = new Date();
      return 'sent';
    } catch (error) {
      return this.#outcomeOf(error, path);
    }
  }

  async #read(): Promise<Uint8Array | HidSilence> {
    const path = await this.#path();
    if (path === undefined) return 'no node';
    try {
      return await this.#system.receive(path, longestOutput);
    } catch (error) {
      return this.#outcomeOf(error, path) === 'no node' ? 'no node' : 'nothing';
    }
  }

  #outcomeOf(error: unknown, path: string): HidOutcome {
    const code = codeOf(error);
    if (code === 'EACCES' || code === 'EPERM')
      throw new GadgetError(
        [
          issue(
            'NOT_PERMITTED',
            path,
            `"${path}" may not be opened.`,
            'Run as root, or name the user as the owner of the gadget.',
          ),
        ],
        { cause: error },
      );
    const outcome = outcomes[code];
    if (!outcome) throw error;
    if (outcome === 'no node') this.#node = undefined;
    return outcome;
  }

  #check({ length }: Uint8Array): void {
    if (length >= 1 && length <= this.reportLength) return;
    throw new GadgetError([
      issue(
        'VALUE_RANGE',
        `${this.gadget}/functions/${this.function}`,
        `A report of ${this.function} expected 1 to ${this.reportLength} bytes, got ${length}.`,
        'Encode it for the preset that the function has.',
      ),
    ]);
  }
}
