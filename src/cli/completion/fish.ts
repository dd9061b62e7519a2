import type { Choice, CompletedCommand, CompletedOption, Kind, Completions } from './choices.js';

const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;

const lookUps: Readonly<Partial<Record<Kind, string>>> = {
  folder: '(__fish_complete_directories)',
  gadget: '(command ls /sys/kernel/config/usb_gadget 2>/dev/null)',
  function: '(command ls /sys/kernel/config/usb_gadget/(__usb_gadget_words)[3]/functions 2>/dev/null)',
  controller: '(command ls /sys/class/udc 2>/dev/null)',
};

function offer({ words, kinds }: Choice): string {
  const all = [...words, ...kinds.flatMap((kind) => lookUps[kind] ?? [])].join(' ');
  return [kinds.includes('file') ? '-F' : '-f', ...(all ? [`-a ${quoted(all)}`] : [])].join(' ');
}

const optionLine = (
  condition: string,
  { name, short, about, value, valueOptional }: CompletedOption,
): string =>
  [
    `complete -c usb-gadget -n ${quoted(condition)} -l ${name}`,
    ...(short ? [`-s ${short}`] : []),
    // Fish knows no value that may be left out: it offers what is joined by =, and what is not.
    ...(value && !valueOptional ? [`-r ${offer(value)}`] : []),
    `-d ${quoted(about)}`,
  ].join(' ');

const placeLines = ({ name, places, repeats }: CompletedCommand): string[] =>
  places.map((place, index) => {
    const comparison = repeats && index === places.length - 1 ? '-ge' : '-eq';
    const condition = `__fish_seen_subcommand_from ${name}; and test (count (__usb_gadget_words)) ${comparison} ${index + 2}`;
    return `complete -c usb-gadget -n ${quoted(condition)} ${offer(place)}`;
  });

/** What `usb-gadget completion fish` prints. */
export function fishCompletion({ commands, options: alone }: Completions): string {
  const isFirst = '__fish_use_subcommand';
  return [
    '# Completion of usb-gadget in fish.',
    'function __usb_gadget_words',
    "  commandline -opc | string match -v -- '-*'",
    'end',
    'complete -c usb-gadget -f',
    ...commands.map(
      ({ name, about }) => `complete -c usb-gadget -n ${isFirst} -a ${name} -d ${quoted(about)}`,
    ),
    ...alone.map((option) => optionLine(isFirst, option)),
    ...commands.flatMap((command) => [
      ...command.options.map((option) => optionLine(`__fish_seen_subcommand_from ${command.name}`, option)),
      ...placeLines(command),
    ]),
    '',
  ].join('\n');
}
