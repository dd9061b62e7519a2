import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { refusal } from './errno.js';

/** Types of events, and codes of axes (include/uapi/linux/input-event-codes.h). */
export const eventTypes = { syn: 0, key: 1, rel: 2, abs: 3, led: 17 } as const;

/** One event of the host's input layer. */
export interface InputEvent {
  readonly type: number;
  readonly code: number;
  readonly value: number;
}

/** `struct input_event` on 64 bits: two longs of time, then type, code and value. */
const eventBytes = 24;
const timeBytes = 16;

/** An event device of the host. */
export class EventDevice implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #seen: InputEvent[] = [];

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** From here on its events are kept. */
  static async open(path: string): Promise<EventDevice> {
    return new EventDevice(await open(path, constants.O_RDWR | constants.O_NONBLOCK));
  }

  /** Reads what has come by now; everything since the device was opened, or since the last {@link forget}. */
  async events(): Promise<readonly InputEvent[]> {
    for (;;) {
      const { bytesRead, buffer } = await this.#file
        .read(Buffer.alloc(64 * eventBytes))
        .catch((error: unknown) => {
          if (refusal(error).name !== 'EAGAIN') throw error;
          return { bytesRead: 0, buffer: Buffer.alloc(0) };
        });
      if (bytesRead === 0) return this.#seen;
      for (let at = timeBytes; at < bytesRead; at += eventBytes)
        this.#seen.push({
          type: buffer.readUInt16LE(at),
          code: buffer.readUInt16LE(at + 2),
          value: buffer.readInt32LE(at + 4),
        });
    }
  }

  /** Begins anew. */
  forget(): void {
    this.#seen.length = 0;
  }

  /** Has the host do something, such as switch a light on. */
  async send({ type, code, value }: InputEvent): Promise<void> {
    const bytes = Buffer.alloc(eventBytes);
    bytes.writeUInt16LE(type, timeBytes);
    bytes.writeUInt16LE(code, timeBytes + 2);
    bytes.writeInt32LE(value, timeBytes + 4);
    await this.#file.write(bytes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }
}
