import { knownKernels } from '../../attributes/kernel-version.js';
import { controllerProfiles } from '../../udc/controllers.js';
import { commands, globalOptions, type CommandFacts } from '../commands.js';
import { optionFacts, type OptionName } from '../options.js';

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

type Offer = Pick<Choice, 'words' | 'kinds'>;

const looked = (...kinds: readonly Kind[]): Offer => ({ words: [], kinds });
const profiles = (): readonly string[] => controllerProfiles.map(({ name }) => name);

/** What a word in capitals stands for in the help. */
const placeholders = (): Readonly<Record<string, Offer>> => ({
  CONTROLLER: { words: profiles(), kinds: ['controller', 'file'] },
  DIR: looked('folder'),
  FILE: looked('file'),
  FUNCTION: looked('function'),
  KERNEL: { words: knownKernels, kinds: [] },
  NAME: looked('gadget'),
  PROFILE: { words: profiles(), kinds: [] },
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

function valueOf(name: OptionName, { formats = [] }: Pick<CommandFacts, 'formats'>): Choice | undefined {
  const { value, words = name === 'format' ? formats : [] } = optionFacts[name];
  if (value === undefined) return undefined;
  if (words.length) return { name: value, words, kinds: [] };
  const { kinds, words: known } = placeholders()[value] ?? { words: [], kinds: [] };
  // The NAME of an option is that of a configuration, which only the gadget knows.
  return { name: value, words: known, kinds: value === 'NAME' ? [] : kinds };
}

const optionOf = (name: OptionName, facts: Pick<CommandFacts, 'formats'>): CompletedOption => {
  const { short, about, valueOptional = false } = optionFacts[name];
  const value = valueOf(name, facts);
  return { name, ...(short && { short }), about, ...(value && { value }), valueOptional };
};

/** The options that every command has, and that stand alone. */
export const globalCompletions = (): readonly CompletedOption[] =>
  globalOptions.map((name) => optionOf(name, {}));

/** Every command, as shells complete it. */
export const completedCommands = (): readonly CompletedCommand[] =>
  commands.map((facts) => ({
    name: facts.name,
    about: facts.about,
    options: [...facts.options, ...globalOptions].map((name) => optionOf(name, facts)),
    places: facts.parameters ? facts.parameters.split(' ').map(choiceOf) : [],
    repeats: facts.parameters.includes('...'),
  }));
