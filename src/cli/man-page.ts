import type { CommandFacts } from './command.js';
import { commands, globalOptions } from './commands.js';
import { examples } from './examples.js';
import { optionFacts, type OptionName } from './options.js';

/** Text as roff takes it (groff(7)): hyphens that are typed, no escapes. */
const roff = (text: string): string => text.replaceAll('\\', '\\e').replaceAll('-', '\\-');

/** Lines of 80 bytes at most, as mandoc likes them; one of text that looks like a request is none. */
const wrapped = (line: string): string[] =>
  line.startsWith('.')
    ? [line]
    : (line.match(/.{1,79}(?= |$)|[^ ]{80,}/g) ?? []).map((part) => part.trim().replace(/^['.]/, '\\&$&'));

/** A sentence of the help. */
const sentence = (about: string): string => roff(`${about.charAt(0).toUpperCase()}${about.slice(1)}.`);

/** Small letters, hyphens and dots as they are typed; capitals stand for something. */
const form = (written: string): string => roff(written).replace(/[A-Z]{2,}/g, '\\fI$&\\fP');

const namesOfOptions = Object.keys(optionFacts) as OptionName[];

const written = (name: OptionName): string => {
  const { value = '', valueOptional, short } = optionFacts[name];
  const long = valueOptional ? `--${name}[=${value}]` : `--${name} ${value}`.trimEnd();
  return `\\fB${short ? `${roff(`-${short}`)}\\fP, \\fB` : ''}${form(long)}\\fP`;
};

function optionEntry(name: OptionName): string[] {
  const { words = [], about } = optionFacts[name];
  const isTold = words.every((word) => about.includes(word));
  return ['.TP', written(name), sentence(isTold ? about : `${about}: ${words.join(', ')}`)];
}

/** Each option is explained once, below; here are the forms, and what an option does that it does elsewhere not. */
function commandSection({ name, parameters, about, options, formats, abouts = {} }: CommandFacts): string[] {
  const named = options.map((each) =>
    each === 'format' ? `${roff('--format')} ${(formats ?? []).join(' | ')}` : roff(`--${each}`),
  );
  return [
    `.SS ${form(`${name} ${parameters}`.trimEnd())}`,
    sentence(about),
    ...(named.length ? ['.PP', `Options: ${named.join(', ')}.`] : []),
    ...options.flatMap((each) => (abouts[each] ? ['.TP', written(each), sentence(abouts[each])] : [])),
    ...(examples[name] ?? []).flatMap(([words, what]) => [
      '.TP',
      `usb\\-gadget ${roff(words)}`,
      sentence(what),
    ]),
  ];
}

/**
 * The manual page, in the requests of man(7).
 *
 * @param version - that of the package.
 * @param date - that of its release, as in `2026-11-22`.
 */
export function manPage(version: string, date: string): string {
  return [
    `.TH USB\\-GADGET 1 ${date} "usb\\-gadget ${version}"`,
    '.SH NAME',
    'usb\\-gadget \\- plan and apply for Linux USB gadgets',
    '.SH SYNOPSIS',
    '.B usb\\-gadget',
    '.I COMMAND',
    '.RI [ OPTION ...]',
    '.SH DESCRIPTION',
    'Makes a Linux board a USB device: checks offline whether a gadget is valid and fits the controller,',
    'shows every write that it causes, and applies it as one transaction.',
    '.PP',
    roff("A FILE is a YAML document of this tool's, or PiKVM's override.yaml; - is standard input."),
    roff(
      'An argument with a slash, or one that ends in .yaml, .yml or .json, is a FILE; any other is a NAME.',
    ),
    '.SH COMMANDS',
    ...commands.flatMap(commandSection),
    '.SH OPTIONS OF EVERY COMMAND',
    ...globalOptions.flatMap(optionEntry),
    '.SH OPTIONS OF SOME COMMANDS',
    ...namesOfOptions.filter((name) => !globalOptions.includes(name)).flatMap(optionEntry),
    '.SH EXIT STATUS',
    ...[
      ['0', 'done; there may be warnings'],
      ['1', 'refused, failed, or the gadget does not work on the controller; of `diff`, something differs'],
      ['2', 'wrong usage; of `diff`, trouble'],
    ].flatMap(([status = '', about = '']) => ['.TP', status, sentence(about)]),
    '.SH ENVIRONMENT',
    ...[
      ['NO_COLOR', 'no colours on a terminal'],
      ['FORCE_COLOR', 'colours in a pipe, too; 0 for none'],
    ].flatMap(([name = '', about = '']) => ['.TP', `.B ${name}`, sentence(about)]),
    '.SH FILES',
    '.TP',
    '.I /sys/kernel/config/usb_gadget',
    'The gadgets of the machine.',
  ]
    .flatMap(wrapped)
    .join('\n')
    .concat('\n');
}
