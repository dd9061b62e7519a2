import { closeSync, constants, openSync, readSync } from 'node:fs';

/** What the kernel says from now on. */
export class KernelLog {
  readonly #file: number;
  readonly #record = Buffer.alloc(8192);

  constructor() {
    this.#file = openSync('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK);
    this.read();
  }

  /** The messages since the last reading, without what precedes the text: one read(2) gives one (Documentation/ABI/testing/dev-kmsg). */
  read(): string[] {
    const messages: string[] = [];
    for (;;) {
      let length: number;
      try {
        length = readSync(this.#file, this.#record);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EAGAIN') return messages;
        if (code === 'EPIPE')
          throw new Error('the kernel has overwritten messages that were not read', { cause: error });
        throw error;
      }
      const [first = ''] = this.#record.toString('utf8', 0, length).split('\n');
      messages.push(first.slice(first.indexOf(';') + 1));
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Gives what the host has said since the last call about the devices on these buses. */
export type LogByBus = (buses: readonly string[]) => readonly string[];

/** Sorts a log by the bus that a message is about. */
export function logByBus(log: KernelLog): LogByBus {
  const messages = new Map<string, string[]>();
  return (buses) => {
    for (const message of log.read()) {
      const bus = /^usb (\d+)-1: /.exec(message)?.[1];
      if (bus) messages.set(bus, [...(messages.get(bus) ?? []), message]);
    }
    return buses.flatMap((bus) => {
      const found = messages.get(bus) ?? [];
      messages.delete(bus);
      return found;
    });
  };
}
