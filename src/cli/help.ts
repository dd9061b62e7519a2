import type { CommandFacts } from './command.js';
import { commands, globalOptions } from './commands.js';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { optionFacts, type OptionName } from './options.js';

type Particulars = Partial<Pick<CommandFacts, 'formats' | 'abouts'>>;

function optionRow(name: OptionName, { formats = [], abouts = {} }: Particulars): readonly string[] {
  const { value = '', valueOptional, short, words, about: usual } = optionFacts[name];
  const about = abouts[name] ?? usual;
  const written = valueOptional ? `--${name}[=${value}]` : `--${name} ${value}`.trimEnd();
  const choice = name === 'format' ? formats : words;
  const choices = choice?.length ? `: ${choice.join(', ')}` : '';
  return [
    short ? `  -${short}, ${written}` : `  ${written}`,
    `${about}${name === 'format' ? `${choices} (default ${formats[0] ?? ''})` : ''}`,
  ];
}

const optionLines = (names: readonly OptionName[], particulars: Particulars = {}): string[] =>
  formatTable(names.map((name) => optionRow(name, particulars)));

function exampleLines(name: string): string[] {
  const rows = (examples[name] ?? []).map(([words, about]) => [`  usb-gadget ${words}`, about]);
  return rows.length ? ['Examples:', ...formatTable(rows), ''] : [];
}

/** What `usb-gadget --help` prints. */
export function programHelp(): string {
  return [
    'Usage: usb-gadget COMMAND [OPTION...]',
    '',
    'Plan and apply for Linux USB gadgets.',
    '',
    'Commands:',
    ...formatTable(commands.map(({ name, parameters, about }) => [`  ${name} ${parameters}`, about])),
    '',
    'Options of every command:',
    ...optionLines(globalOptions),
    '',
    "FILE is a YAML document of ours or PiKVM's override.yaml; - is standard input.",
    'Exit status: 0 done, 1 refused, failed, or does not work on the controller, 2 wrong usage.',
    '',
  ].join('\n');
}

/** What `usb-gadget COMMAND --help` prints. */
export function commandHelp(command: CommandFacts): string {
  const { name, parameters, about, options } = command;
  return [
    `Usage: usb-gadget ${name} ${parameters}`.trimEnd() + ' [OPTION...]',
    '',
    `${about.charAt(0).toUpperCase()}${about.slice(1)}.`,
    '',
    ...(options.length ? ['Options:', ...optionLines(options, command), ''] : []),
    ...exampleLines(name),
    'Options of every command:',
    ...optionLines(globalOptions),
    '',
  ].join('\n');
}
