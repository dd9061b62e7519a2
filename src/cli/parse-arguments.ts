import { parseArgs } from 'node:util';
import type { CommandFacts } from './command.js';
import { commands, globalOptions } from './commands.js';
import { didYouMean } from '../options/did-you-mean.js';
import { optionFacts, type OptionName, type Options } from './options.js';
import { usageError } from './usage-error.js';

/** What the command line asks for. */
export interface Arguments {
  /** The command; undefined if none was named. */
  readonly command: CommandFacts | undefined;
  /** What follows the command. */
  readonly parameters: readonly string[];
  /** Its options. */
  readonly options: Options;
}

const isOption = (name: string): name is OptionName => Object.hasOwn(optionFacts, name);

const initial = (text: string): string | undefined => /[^-]/.exec(text)?.[0];

/** A slip of the finger rarely meets the first letter. */
const alike = (word: string, known: readonly string[]): string[] =>
  known.filter((each) => initial(each) === initial(word));

/** Options as Node's parser wants them. One whose value may be left out is a switch to it, which may hold a value after `=`. */
const parserOptions = Object.fromEntries(
  Object.entries(optionFacts).map(([name, { value, valueOptional, short }]) => [
    name,
    { type: value && !valueOptional ? ('string' as const) : ('boolean' as const), ...(short && { short }) },
  ]),
);

function findCommand(name: string, next = 'check'): CommandFacts {
  const found = commands.find((each) => each.name === name);
  if (found) return found;
  const names = commands.map((each) => each.name);
  const otherwise = /[./]/.test(name)
    ? `The command comes first: usb-gadget ${next} ${name}`
    : '`usb-gadget --help` lists the commands.';
  throw usageError(`There is no command "${name}".`, didYouMean(name, alike(name, names), otherwise));
}

/** What an option was given; the rules that Node's parser has for its strict mode, with hints. */
function optionValue(name: OptionName, given: string | undefined, inline: boolean): string | boolean {
  const { value, valueOptional } = optionFacts[name];
  if (!value) {
    if (given !== undefined)
      throw usageError(`--${name} takes no value, got "${given}".`, `Write --${name} alone.`);
    return true;
  }
  if (valueOptional) return given ?? true;
  // A lone hyphen is standard input.
  if (given === undefined || (!inline && /^-./.test(given)))
    throw usageError(`--${name} needs a value.`, `Write --${name}=${value}.`);
  return given;
}

function checkWord(name: OptionName, value: unknown, words: readonly string[] | undefined): void {
  if (words && !words.includes(String(value)))
    throw usageError(
      `--${name} expected ${words.join(', ')}, got "${String(value)}".`,
      didYouMean(String(value), words, ''),
    );
}

function checkCount(
  { name, parameters: form, count: [least, most], options }: CommandFacts,
  parameters: readonly string[],
): void {
  const written = `Write: usb-gadget ${name} ${form}`.trimEnd();
  if (parameters.length < least) throw usageError(`"${name}" needs ${form.replace(/\.*$/, '.')}`, written);
  if (parameters.length <= most) return;
  const stray = parameters[most]!;
  const isKernel = /^\d+\.\d/.test(stray) && options.includes('simulate');
  throw usageError(`"${name}" takes no "${stray}".`, isKernel ? `Write: --simulate=${stray}` : written);
}

/**
 * Reads the command line.
 *
 * @throws {@link GadgetError} with the code USAGE.
 */
export function parseArguments(words: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...words], options: parserOptions, strict: false, tokens: true });
  const parameters: string[] = [];
  const options: Partial<Record<OptionName, string | boolean>> = {};
  const unknown: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') parameters.push(token.value);
    else if (token.kind === 'option') {
      if (isOption(token.name))
        options[token.name] = optionValue(token.name, token.value, token.inlineValue ?? false);
      else unknown.push(token.rawName);
    }
  }
  // As other tools have it: `help COMMAND` is `COMMAND --help`.
  if (parameters[0] === 'help') {
    parameters.shift();
    options.help = true;
  }
  const name = parameters.shift();
  const command = name === undefined ? undefined : findCommand(name, parameters[0]);
  const known = [...(command?.options ?? []), ...globalOptions];
  const spellings = known.map((each) => `--${each}`);
  const stray =
    unknown[0] ??
    Object.keys(options)
      .map((each) => `--${each}`)
      .find((each) => !spellings.includes(each));
  const help =
    stray === '--simulate' && command?.options.includes('kernel')
      ? 'It changes no gadget: leave that out, or name the --kernel.'
      : `\`usb-gadget ${command ? `${command.name} ` : ''}--help\` lists the options.`;
  if (stray !== undefined)
    throw usageError(
      `${command ? `"${command.name}"` : 'usb-gadget'} has no option ${stray}.`,
      didYouMean(stray, alike(stray, spellings), help),
    );
  if (command && !options.help && !options.version) {
    checkCount(command, parameters);
    for (const each of known)
      if (options[each] !== undefined)
        checkWord(each, options[each], each === 'format' ? command.formats : optionFacts[each].words);
  }
  return { command, parameters, options: options as Options };
}
