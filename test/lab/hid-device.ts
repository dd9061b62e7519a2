import { constants, readFileSync, realpathSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { configfs } from './configfs-driver.js';
import { refusal } from './errno.js';
import type { HostInterface } from './host.js';
import { inputDevices } from './host.js';
import { EventDevice, eventTypes, type InputEvent } from './input-events.js';
import { waitFor } from './wait.js';

/** Both ends of one HID function: the device node that takes reports, and the event device that the host makes of it. */
export class HidDevice implements AsyncDisposable {
  readonly #node: FileHandle;
  /** The host's end. */
  readonly host: EventDevice;

  private constructor(node: FileHandle, host: EventDevice) {
    this.#node = node;
    this.host = host;
  }

  /** Opens the function `hid.NAME` of a gadget, and what the host has on its interface. */
  static async open(gadget: string, name: string, owner: HostInterface): Promise<HidDevice> {
    const numbers = readFileSync(join(configfs, gadget, 'functions', `hid.${name}`, 'dev'), 'utf8').trim();
    const node = `/dev/${basename(realpathSync(`/sys/dev/char/${numbers}`))}`;
    const [events] = await inputDevices(owner);
    const host = await EventDevice.open(events!);
    return new HidDevice(await open(node, constants.O_RDWR | constants.O_NONBLOCK), host);
  }

  async #write(report: Uint8Array): Promise<true | undefined> {
    try {
      await this.#node.write(report);
      return true;
    } catch (error) {
      // The report before has not been fetched yet.
      if (refusal(error).name === 'EAGAIN') return undefined;
      throw error;
    }
  }

  /** Sends reports, and reads along: the host keeps but so many events. */
  async send(reports: readonly Uint8Array[]): Promise<void> {
    for (const report of reports) {
      await waitFor('the host to fetch a report', () => this.#write(report));
      await this.host.events();
    }
  }

  /**
   * Sends reports and gives the events of those types that the host makes of them, once there are as many of the first type as expected;
   * repeated keys are left out.
   */
  async exchange(
    reports: readonly Uint8Array[],
    count: number,
    types: readonly number[],
  ): Promise<InputEvent[]> {
    this.host.forget();
    await this.send(reports);
    const chosen = async (): Promise<InputEvent[]> =>
      (await this.host.events()).filter(
        ({ type, value }) => types.includes(type) && !(type === eventTypes.key && value === 2),
      );
    const enough = async (): Promise<InputEvent[] | undefined> => {
      const events = await chosen();
      return events.filter(({ type }) => type === types[0]).length >= count ? events : undefined;
    };
    // Too few are what the check compares, and shows.
    return waitFor(`${count} events`, enough).catch(chosen);
  }

  /** What the host sends next, if it has: an output report. */
  async receive(): Promise<Uint8Array | undefined> {
    try {
      const { bytesRead, buffer } = await this.#node.read(Buffer.alloc(64));
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      if (refusal(error).name === 'EAGAIN') return undefined;
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#node.close();
    await this.host[Symbol.asyncDispose]();
  }
}
