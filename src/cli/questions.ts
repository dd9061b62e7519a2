import { GadgetError, issue } from '../errors.js';
import type { Ask } from './ask-template.js';

/** Questions to a person, one line each. */
interface Questions {
  /** Asks one; fails with ABORTED if the person goes away, by Ctrl-C or Ctrl-D. */
  readonly ask: Ask;
  /** No more of them. */
  close(): void;
}

/** Asks over a pair of streams: those of a terminal. */
export async function openQuestions(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Questions> {
  // Other commands ask nothing, and need not load it.
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input, output });
  const gone = new Promise<never>((_, reject) =>
    lines.once('close', () => {
      const hint = 'Run it again, or say with options what is wanted: usb-gadget init --help.';
      reject(new GadgetError([issue('ABORTED', '', 'Stopped before anything was written.', hint)]));
    }),
  );
  gone.catch(() => undefined);
  return {
    ask: async (question, usual) => {
      const answer = await Promise.race([lines.question(`${question}${usual && ` [${usual}]`}: `), gone]);
      return answer.trim() || usual;
    },
    close: () => lines.close(),
  };
}
