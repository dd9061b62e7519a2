import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A program that does what a host does, for as long as a group of checks runs (programs/host-of-device.py). */
export class HostProgram {
  readonly #program: ChildProcessByStdio<Writable, Readable, null> = spawn(
    'python3',
    ['test/lab/programs/host-of-device.py'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  readonly #lines = createInterface(this.#program.stdout)[Symbol.asyncIterator]();

  /** Does all of these, and gives the answer to each. */
  async answers(commands: readonly string[]): Promise<readonly string[]> {
    this.#program.stdin.write(commands.map((each) => `${each}\n`).join(''));
    const answers: string[] = [];
    while (answers.length < commands.length) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`the program of the host has ended after ${answers.length} answers`);
      answers.push(value);
    }
    return answers;
  }

  /** Does something that has no other answer. */
  async must(command: string): Promise<void> {
    const [answer] = await this.answers([command]);
    if (answer !== 'done') throw new Error(`${command}: ${answer}`);
  }

  async end(): Promise<void> {
    const ended = once(this.#program, 'exit');
    this.#program.stdin.end();
    await ended;
  }
}
