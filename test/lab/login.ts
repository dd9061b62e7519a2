import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { waitFor } from './wait.js';

/** A login from the host over the gadget's network, as sshd gives one: a shell on a terminal of its own, which hangs up when the session is lost. */
export class Login {
  readonly #server: Server;
  readonly #client: ChildProcessWithoutNullStreams;
  readonly #shell: ChildProcess;
  #shown = '';

  private constructor(server: Server, client: ChildProcessWithoutNullStreams, shell: ChildProcess) {
    this.#server = server;
    this.#client = client;
    this.#shell = shell;
    client.stdout.on('data', (data: Buffer) => (this.#shown += data.toString()));
  }

  /** Logs in from the host's namespace. */
  static async open(address: string, port: number): Promise<Login> {
    const server = createServer();
    await once(server.listen(port), 'listening');
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const client = spawn('ip', ['netns', 'exec', 'host', 'busybox', 'nc', address, String(port)]);
    client.stdin.on('error', () => undefined);
    const [socket] = await connected;
    const shell = spawn('script', ['-qfc', 'sh', '/dev/null']);
    socket.pipe(shell.stdin).on('error', () => undefined);
    shell.stdout.pipe(socket).on('error', () => undefined);
    return new Login(server, client, shell);
  }

  /** Types a line, and waits for what the device then shows. */
  async type(line: string, answer: RegExp): Promise<void> {
    this.#client.stdin.write(`${line}\n`);
    await waitFor(`${String(answer)} in: ${this.#shown}`, () =>
      answer.test(this.#shown) ? true : undefined,
    );
  }

  /** Types a line, whatever becomes of it. */
  start(line: string): void {
    this.#client.stdin.write(`${line}\n`);
  }

  /** The session is lost: the terminal is gone, and with it whatever belongs to it. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#shell.exitCode !== null || this.#shell.signalCode !== null) return;
    const ends = [once(this.#shell, 'exit'), once(this.#client, 'exit')];
    this.#shell.kill('SIGKILL');
    this.#client.kill('SIGKILL');
    await Promise.all(ends);
    this.#server.close();
  }
}
