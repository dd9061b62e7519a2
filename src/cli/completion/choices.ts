import { knownKernels } from '../../attributes/kernel-version.js';
import { hostNames } from '../../gadget/hosts/host-names.js';
import { controllerProfiles } from '../../udc/controllers.js';
import type { CommandFacts } from '../command.js';
import type { OptionFacts, OptionName } from '../options.js';
import { templates } from '../templates.js';

/** What a shell looks up for itself. */
export type Kind = 'file' | 'folder' | 'gadget' | 'function' | 'controller';

/** What may stand at one place of a command line. */
export interface Choice {
  /** What the help calls it. */
  readonly name: string;
  /** Words. */
  readonly words: readonly string[];
  /** What is looked up beside them. */
  readonly kinds: readonly Kind[];
}

/** An option of a command, as shells complete it. */
export interface CompletedOption {
  /** Its name, without its hyphens. */
  readonly name: OptionName;
  /** The letter that stands for it. */
  readonly short?: string;
  /** What it does. */
  readonly about: string;
  /** What its value may be. Absent: it takes none. */
  readonly value?: Choice;
  /** Whether the value may be left out; then it is joined by `=`. */
  readonly valueOptional: boolean;
}

/** A command, as shells complete it. */
export interface CompletedCommand {
  /** Its name. */
  readonly name: string;
  /** What it does. */
  readonly about: string;
  /** Its options. */
  readonly options: readonly CompletedOption[];
  /** What may stand at each of its places. */
  readonly places: readonly Choice[];
  /** Whether the last place may be taken again and again. */
  readonly repeats: boolean;
}

/** The command line as shells complete it. */
export interface Completions {
  /** Every command. */
  readonly commands: readonly CompletedCommand[];
  /** The options that stand alone, too. */
  readonly options: readonly CompletedOption[];
}

/** The tables of the command line. They are handed over: a module that imports them would be a file more for every command to load. */
export interface CommandTables {
  /** Every command. */
  readonly commands: readonly CommandFacts[];
  /** The options that every command has. */
  readonly globalOptions: readonly OptionName[];
  /** Every option. */
  readonly optionFacts: Readonly<Record<OptionName, OptionFacts>>;
}

type Offer = Pick<Choice, 'words' | 'kinds'>;

const looked = (...kinds: readonly Kind[]): Offer => ({ words: [], kinds });
const profiles = (): readonly string[] => controllerProfiles.map(({ name }) => name);

/** What a word in capitals stands for in the help. */
const placeholders = (): Readonly<Record<string, Offer>> => ({
  CONTROLLER: { words: profiles(), kinds: ['controller', 'file'] },
  DEVICE: looked(),
  DIR: looked('folder'),
  FILE: looked('file'),
  FUNCTION: looked('function'),
  KERNEL: { words: knownKernels, kinds: [] },
  NAME: looked('gadget'),
  NAMES: { words: hostNames, kinds: [] },
  PROFILE: { words: profiles(), kinds: [] },
  // Templates are files: they are read where they are offered.
  get TEMPLATE() {
    return { words: templates().map(({ name }) => name), kinds: [] };
  },
  VERSION: { words: knownKernels, kinds: [] },
});

/** `NAME...|FILE`, `[FILE]` or `plan|up`: capitals stand for something, small letters for themselves. */
function choiceOf(form: string): Choice {
  const parts = form.replace(/\[:.*|[[\].]/g, '').split('|');
  const offers = parts.map((part) => placeholders()[part] ?? { words: [part], kinds: [] });
  return {
    name: parts.join(' or '),
    words: offers.flatMap(({ words }) => words),
    kinds: offers.flatMap(({ kinds }) => kinds),
  };
}

function valueOf(
  name: OptionName,
  { value, words: own }: OptionFacts,
  formats: readonly string[] = [],
): Choice | undefined {
  if (value === undefined) return undefined;
  const words = own ?? (name === 'format' ? formats : []);
  if (words.length) return { name: value, words, kinds: [] };
  const { kinds, words: known } = placeholders()[value] ?? { words: [], kinds: [] };
  // The NAME of an option is that of a configuration, which only the gadget knows.
  return { name: value, words: known, kinds: value === 'NAME' ? [] : kinds };
}

/** What the tables of the command line mean to a shell. */
export function completionsOf({ commands, globalOptions, optionFacts }: CommandTables): Completions {
  const optionOf = (name: OptionName, command?: CommandFacts): CompletedOption => {
    const { short, about: usual, valueOptional = false } = optionFacts[name];
    const about = command?.abouts?.[name] ?? usual;
    const value = valueOf(name, optionFacts[name], command?.formats);
    return {
      name,
      ...(short && { short }),
      about,
      ...(value && { value }),
      valueOptional,
    };
  };
  return {
    commands: commands.map((command) => ({
      name: command.name,
      about: command.about,
      options: [...command.options, ...globalOptions].map((option) => optionOf(option, command)),
      places: command.parameters ? command.parameters.split(' ').map(choiceOf) : [],
      repeats: command.parameters.includes('...'),
    })),
    options: globalOptions.map((name) => optionOf(name)),
  };
}
