import { fstatSync, writeSync } from 'node:fs';

/** Colours by what they are for, as SGR parameters (ECMA-48, 8.3.117). */
const colours = { error: '31', warning: '33', note: '36', good: '32', faint: '2', strong: '1' } as const;

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
  /** Gives a colour to a part of what is printed, if there is a terminal for it: what goes into a pipe is plain. */
  paintPrinted(style: Style, text: string): string;
  /**
   * Shows what is waited for, and since when, on a terminal and from the first second on; what is told takes its place, and nothing is
   * left of it at the end.
   */
  during<Result>(waitsFor: () => string, work: () => Promise<Result>): Promise<Result>;
}

/** How the streams are to be used. */
interface TerminalOptions {
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
 * non-blocking is full at times. Whoever closes a pipe has read enough, as `head` does: the work and its exit status go on. So they
 * do where nothing can be told any more, as on a terminal that has gone (EIO).
 */
function writeAll(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0)
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') Atomics.wait(pause, 0, 0, 5);
      else if (code === 'EPIPE' || descriptor === standardError) return;
      else throw error;
    }
}

/** Node's own answer loads what sockets need, so it is asked for only where there may be a terminal. */
const isTerminal = (descriptor: typeof standardOutput | typeof standardError): boolean =>
  fstatSync(descriptor).isCharacterDevice() &&
  (descriptor === standardOutput ? process.stdout : process.stderr).isTTY &&
  process.env['TERM'] !== 'dumb';

/** What the environment says of colours, as Node reads it: FORCE_COLOR counts for more. */
function wishForColours(): boolean | undefined {
  const { FORCE_COLOR: force, NO_COLOR: none } = process.env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return none ? false : undefined;
}

/** ECMA-48, 8.3.41: what stands on the line from here on goes. */
const eraseLine = '\r\u001b[K';

/** The streams of this process. */
export function openTerminal({ quiet, verbose, plain }: TerminalOptions): Terminal {
  const painter = (descriptor: typeof standardOutput | typeof standardError): Terminal['paint'] => {
    let coloured: boolean | undefined;
    const isColoured = (): boolean => (coloured ??= !plain && (wishForColours() ?? isTerminal(descriptor)));
    return (style, text) => (isColoured() ? `\u001b[${colours[style]}m${text}\u001b[0m` : text);
  };
  let shown = '';
  const show = (text: string): void => {
    writeAll(standardError, shown && !text ? eraseLine : text && `${eraseLine}${text}`);
    shown = text;
  };
  return {
    quiet,
    verbose,
    print: (text) => {
      show('');
      writeAll(standardOutput, text);
    },
    tell: (text) => {
      show('');
      writeAll(standardError, text);
    },
    paint: painter(standardError),
    paintPrinted: painter(standardOutput),
    async during(waitsFor, work) {
      if (quiet || !isTerminal(standardError)) return work();
      const began = Date.now();
      const timer = setInterval(() => {
        const columns = process.stderr.columns || 80;
        const seconds = Math.round((Date.now() - began) / 1000);
        show(`${waitsFor().slice(0, columns - 10)}, ${seconds} s`);
      }, 1000);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        show('');
      }
    },
  };
}
