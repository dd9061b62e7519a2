import type { Choice, CompletedCommand, CompletedOption, Completions } from './choices.js';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Within a specification of _arguments, colons and brackets have a meaning. */
const plain = (text: string): string => text.replace(/[\\[\]:]/g, '\\$&');

/** The blank before the action keeps _arguments from adding words to it. */
const action = ({ name, words, kinds }: Choice): string =>
  `:${plain(name)}: _usb_gadget_offer ${[...kinds.map((kind) => `@${kind}`), ...words].join(' ')}`;

function optionSpecs({ name, short, about, value, valueOptional }: CompletedOption): string[] {
  const told = `[${plain(about)}]`;
  if (short) return [`{-${short},--${name}}${quoted(told)}`];
  if (!value) return [quoted(`--${name}${told}`)];
  return [quoted(`--${name}=${valueOptional ? '-' : ''}${told}${valueOptional ? ':' : ''}${action(value)}`)];
}

const placeSpecs = ({ places, repeats }: CompletedCommand): string[] =>
  places.map((place, index) =>
    quoted(`${repeats && index === places.length - 1 ? '*' : index + 1}${action(place)}`),
  );

const commandCase = (command: CompletedCommand): string =>
  [
    `    ${command.name}) _arguments`,
    ...[...command.options.flatMap(optionSpecs), ...placeSpecs(command)].map((spec) => `      ${spec}`),
  ].join(' \\\n') + ' ;;';

/** What `usb-gadget completion zsh` prints. */
export function zshCompletion({ commands, options: alone }: Completions): string {
  return `#compdef usb-gadget
# Completion of usb-gadget in zsh.
_usb_gadget_offer() {
  local each gadget=\${(Q)\${(@)words[2,CURRENT-1]:#-*}[1]}
  local -a names
  for each; do
    case $each in
      @file) _files ;;
      @folder) _files -/ ;;
      @gadget) names+=(\${(f)"$(command ls /sys/kernel/config/usb_gadget 2>/dev/null)"}) ;;
      @function) names+=(\${(f)"$(command ls "/sys/kernel/config/usb_gadget/$gadget/functions" 2>/dev/null)"}) ;;
      @controller) names+=(\${(f)"$(command ls /sys/class/udc 2>/dev/null)"}) ;;
      *) names+=($each) ;;
    esac
  done
  compadd -a names
}

_usb_gadget() {
  local curcontext=$curcontext state line
  local -a commands=(
${commands.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`).join('\n')}
  )
  _arguments -C \\
${alone
  .flatMap(optionSpecs)
  .map((spec) => `    ${spec} \\`)
  .join('\n')}
    '1: :->command' '*:: :->rest'
  case $state in
    command) _describe -t commands command commands; return ;;
    rest) ;;
    *) return ;;
  esac
  case $words[1] in
${commands.map(commandCase).join('\n')}
  esac
}

if [[ $funcstack[1] == _usb_gadget ]]; then _usb_gadget "$@"; else compdef _usb_gadget usb-gadget; fi
`;
}
