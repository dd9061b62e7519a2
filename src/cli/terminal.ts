import { fileSystem } from './file-system.js';

/** Colours by what they are for, as SGR parameters (ECMA-48, 8.3.117). */
const colours = { error: '31', warning: '33', note: '36', faint: '2', strong: '1' } as const;

/** What a part of a message is, for its colour. */
export type Style = keyof typeof colours;

/** The two streams that a command writes to, and how much it is to say. */
export interface Terminal {
  /** Print errors only. */
  readonly quiet: boolean;
  /** Print each step. */
  readonly verbose: boolean;
  /** Prints a result: to standard output. */
  print(text: string): void;
  /** Tells the person at the keyboard: to standard error. */
  tell(text: string): void;
  /** Gives a colour to a part of what is told, if there is a terminal for it. */
  paint(style: Style, text: string): string;
}

/** How the streams are to be used. */
export interface TerminalOptions {
  /** Print errors only. */
  readonly quiet: boolean;
  /** Print each step. */
  readonly verbose: boolean;
  /** Never use colours. */
  readonly plain: boolean;
}

const standardOutput = 1;
const standardError = 2;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes all of a text before it returns, so that nothing is lost at the exit. A pipe that another program has made
 * non-blocking is full at times. Whoever closes a pipe has read enough, as `head` does: the work and its exit status go on.
 */
function writeAll(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0)
    try {
      rest = rest.subarray(fileSystem.writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 5);
    }
}

/** Node's own answer loads what sockets need, so it is asked for only where there may be a terminal. */
const isTerminal = (): boolean =>
  fileSystem.fstatSync(standardError).isCharacterDevice() && process.stderr.isTTY;

/** The streams of this process. */
export function openTerminal({ quiet, verbose, plain }: TerminalOptions): Terminal {
  let coloured: boolean | undefined;
  const isColoured = (): boolean => (coloured ??= !plain && !process.env['NO_COLOR'] && isTerminal());
  return {
    quiet,
    verbose,
    print: (text) => writeAll(standardOutput, text),
    tell: (text) => writeAll(standardError, text),
    paint: (style, text) => (isColoured() ? `\u001b[${colours[style]}m${text}\u001b[0m` : text),
  };
}
