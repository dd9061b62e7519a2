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
