import type { Command } from '../command.js';
import { didYouMean } from '../../options/did-you-mean.js';
import { completionsOf, type CommandTables, type Completions } from '../completion/choices.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { zshCompletion } from '../completion/zsh.js';
import { usageError } from '../usage-error.js';

const shells: Readonly<Record<string, (completions: Completions) => string>> = {
  bash: bashCompletion,
  fish: fishCompletion,
  zsh: zshCompletion,
};

/** `usb-gadget completion`: what makes a shell complete the command line. */
export const completion =
  (tables: CommandTables): Command =>
  ([shell = ''], _options, terminal) => {
    const script = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
    if (!script) {
      const known = Object.keys(shells);
      throw usageError(
        `There is no completion for "${shell}".`,
        didYouMean(shell, known, `There is one for ${known.join(', ')}.`),
      );
    }
    terminal.print(script(completionsOf(tables)));
    return 0;
  };
