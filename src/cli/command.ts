import type { OptionName, Options } from './options.js';
import type { Terminal } from './terminal.js';

/** Carries a command out; gives the exit status: 0 done, 1 refused, failed, or does not work. */
export type Command = (
  parameters: readonly string[],
  options: Options,
  terminal: Terminal,
) => number | Promise<number>;

/** One command: how it is written, what it does, and where its code is. */
export interface CommandFacts {
  /** Its name. */
  readonly name: string;
  /** What follows the name, as the help shows it; empty for nothing. */
  readonly parameters: string;
  /** How many parameters it takes at least and at most. */
  readonly count: readonly [least: number, most: number];
  /** What it does, in one line. */
  readonly about: string;
  /** Its options, without those that every command has. */
  readonly options: readonly OptionName[];
  /** What options do that do something else here than elsewhere. */
  readonly abouts?: Readonly<Partial<Record<OptionName, string>>>;
  /** What `--format` takes, the default first. */
  readonly formats?: readonly string[];
  /** The exit status of a failure. Default 1. */
  readonly failure?: number;
  /** Loads its code. What works on a machine is not loaded for commands that do not. */
  load(): Promise<Command>;
}
