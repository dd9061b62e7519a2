import { createRequire } from 'node:module';
import { GadgetError } from '../errors.js';
import type { Options } from './options.js';
import { commandHelp, programHelp } from './help.js';
import { parseArguments, type Arguments } from './parse-arguments.js';
import { refuse } from './refuse.js';
import { systemCures } from './system-cures.js';
import { openTerminal, type Terminal } from './terminal.js';
import { tellIssues } from './tell-issues.js';

const failed = 1;
const wrongUsage = 2;

const terminalFor = ({ quiet = false, verbose = false, 'no-color': plain = false }: Options): Terminal =>
  openTerminal({ quiet, verbose, plain });

const version = (): string =>
  (createRequire(import.meta.url)('usb-gadget/package.json') as { version: string }).version;

async function carryOut({ command, parameters, options }: Arguments, terminal: Terminal): Promise<number> {
  if (options.version) terminal.print(`${version()}\n`);
  else if (command && !options.help) return (await command.load())(parameters, options, terminal);
  else {
    if (!options.help) {
      terminal.tell(programHelp());
      return wrongUsage;
    }
    terminal.print(command ? commandHelp(command) : programHelp());
  }
  return 0;
}

const isUsage = (error: unknown): boolean => error instanceof GadgetError && error.code === 'USAGE';

/** What went wrong, for the person at the keyboard. Only a fault of ours shows where it happened, and only when asked. */
function tellError(error: unknown, options: Options, terminal: Terminal): void {
  if (error instanceof GadgetError) {
    tellIssues(error.issues, terminal);
    if (!isUsage(error)) refuse(error.issues, options, terminal);
    return;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const cure = systemCures[String((error as NodeJS.ErrnoException | undefined)?.code)];
  if (cure) {
    terminal.tell(`${terminal.paint('error', 'error')}: ${message}\n  ${cure}\n`);
    return;
  }
  terminal.tell(`${terminal.paint('error', 'error')}: ${(terminal.verbose && stack) || message}\n`);
  if (!terminal.verbose) terminal.tell('This should not have happened; --verbose tells where it did.\n');
}

/**
 * Runs the command line.
 *
 * @param words - what follows the program's name.
 * @returns the exit status: 0 done, 1 refused, failed or does not work, 2 wrong usage.
 */
export async function run(words: readonly string[]): Promise<number> {
  let options: Options = {};
  let terminal = terminalFor(options);
  let failure = failed;
  try {
    const asked = parseArguments(words);
    options = asked.options;
    failure = asked.command?.failure ?? failed;
    terminal = terminalFor(options);
    return await carryOut(asked, terminal);
  } catch (error) {
    tellError(error, options, terminal);
    return isUsage(error) ? wrongUsage : failure;
  }
}
