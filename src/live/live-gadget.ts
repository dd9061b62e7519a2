import { GadgetError } from '../errors.js';
import type { GadgetSource } from '../gadget/gadget-source.js';
import type { Plan } from '../plan/plan.js';
import type { System } from '../system/system.js';
import type { WorkOptions } from './apply/apply.js';
import { down } from './up/down.js';
import type { DriveState } from './media/drives.js';
import { changeLinks, type LinkChange, type LinkResult } from './functions/change-links.js';
import { resetGadget } from './functions/reset-gadget.js';
import { treeOf } from './gadgets/gadgets.js';
import { HidDevice } from './functions/hid-device.js';
import { changeMedium, listMedia, type ChangeMediumOptions, type MediumResult } from './media/media.js';
import { gadgetStatus, type GadgetStatus } from './status.js';
import { up, type UpOptions } from './up/up.js';

/** A live gadget, with what its HID devices know of the host. */
export interface LiveStatus extends GadgetStatus {
  /** When the kernel last took a report of a HID device that was opened here; absent: never. */
  readonly lastReport?: Date;
}

/**
 * A gadget that is there, as one object. One that was brought up by it goes down when it is disposed of; one that was found stays.
 *
 * @example
 * ```ts
 * await using gadget = await LiveGadget.up(definition, new NodeSystem());
 * const mouse = await gadget.hid('hid.mouse');
 * await mouse.sendAll(relativeMouseReports({ x: 10, y: 0 }));
 * ```
 */
export class LiveGadget implements AsyncDisposable {
  /** Its name. */
  readonly name: string;
  readonly #system: System;
  readonly #options: WorkOptions;
  #goesDown: boolean;
  readonly #devices: HidDevice[] = [];

  private constructor(name: string, system: System, options: WorkOptions, goesDown: boolean) {
    this.name = name;
    this.#system = system;
    this.#options = options;
    this.#goesDown = goesDown;
  }

  /**
   * Brings a gadget up, as {@link up} does.
   *
   * @throws {@link GadgetError} with everything that is in the way, or with what went wrong.
   */
  static async up(gadget: GadgetSource, system: System, options: UpOptions = {}): Promise<LiveGadget> {
    const { plan } = await up(gadget, system, options);
    const { configfs } = options;
    return new LiveGadget(plan.gadget, system, configfs === undefined ? {} : { configfs }, true);
  }

  /**
   * A gadget that is there, whoever made it.
   *
   * @throws {@link GadgetError} with GADGET_MISSING.
   */
  static async find(name: string, system: System, options: WorkOptions = {}): Promise<LiveGadget> {
    await treeOf(system, name, options);
    return new LiveGadget(name, system, options, false);
  }

  /** Everything that can be seen of it, and when a report last went out: see {@link gadgetStatus}. */
  async status(): Promise<LiveStatus> {
    const status = await gadgetStatus(this.#system, this.name, this.#options);
    const times = this.#devices.flatMap(({ lastSent }) => lastSent ?? []);
    const last = times.sort((left, right) => Number(right) - Number(left))[0];
    return { ...status, ...(last && { lastReport: last }) };
  }

  /** The drives, and what is in them. */
  media(): Promise<DriveState[]> {
    return listMedia(this.#system, this.name, this.#options);
  }

  /** Puts a medium in, takes it out, or changes what a drive is: see {@link changeMedium}. */
  changeMedium(change: ChangeMediumOptions): Promise<MediumResult> {
    return changeMedium(this.name, this.#system, { ...this.#options, ...change });
  }

  /** Shows the host these functions, too: see {@link changeLinks}. */
  enable(...functions: readonly string[]): Promise<LinkResult> {
    return this.changeLinks({ enable: functions });
  }

  /** Hides these functions from the host: see {@link changeLinks}. */
  disable(...functions: readonly string[]): Promise<LinkResult> {
    return this.changeLinks({ disable: functions });
  }

  /** Shows some functions and hides others at once: see {@link changeLinks}. */
  changeLinks(change: LinkChange): Promise<LinkResult> {
    return changeLinks(this.name, change, this.#system, this.#options);
  }

  /** Takes it off the bus, links every function anew and binds it: see {@link resetGadget}. */
  reset(): Promise<Plan> {
    return resetGadget(this.name, this.#system, this.#options);
  }

  /** The node of one of its HID functions, as in `hid.keyboard`. */
  async hid(name: string): Promise<HidDevice> {
    const device = await HidDevice.open(this.name, name, this.#system, this.#options);
    this.#devices.push(device);
    return device;
  }

  /** Takes it off the bus and removes it. */
  async down(): Promise<void> {
    await down(this.name, this.#system, this.#options);
    this.#goesDown = false;
  }

  /** Takes it down if it was brought up by this object and is still there. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#goesDown) return;
    await this.down().catch((error: unknown) => {
      if (!(error instanceof GadgetError && error.code === 'GADGET_MISSING')) throw error;
    });
  }
}
