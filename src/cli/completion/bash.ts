import type { Choice, CompletedCommand, Completions } from './choices.js';

const offer = ({ words, kinds }: Choice): string =>
  [words.length && `words='${words.join(' ')}'`, kinds.length && `kinds='${kinds.join(' ')}'`]
    .filter(Boolean)
    .join(' ') || ':';

/** The values of options: of all commands where all have the same. */
function valueCases(commands: readonly CompletedCommand[]): string[] {
  const cases = new Map<string, string>();
  for (const { name: command, options } of commands)
    for (const { name, value, valueOptional } of options)
      if (value) {
        const who = name === 'format' ? command : '*';
        const spellings = [...(valueOptional ? [] : [`${who}:--${name}`]), `${who}:--${name}=`];
        cases.set(spellings.join(' | '), offer(value));
      }
  return [...cases].map(([pattern, what]) => `    ${pattern}) ${what} ;;`);
}

const placeCases = ({ name, places, repeats }: CompletedCommand): string[] =>
  places.map((place, index) => {
    const isLast = index === places.length - 1;
    return `        ${name}:${isLast && repeats ? '*' : index}) ${offer(place)} ;;`;
  });

const optionNames = (options: CompletedCommand['options']): string =>
  options.map(({ name }) => `--${name}`).join(' ');

/** What `usb-gadget completion bash` prints. */
export function bashCompletion({ commands, options: alone }: Completions): string {
  const withValues = new Set(
    commands.flatMap(({ options }) =>
      options.flatMap(({ name, value, valueOptional }) => (value && !valueOptional ? [`--${name}`] : [])),
    ),
  );
  return `# Completion of usb-gadget in bash.
_usb_gadget() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  local command= gadget= place=0 index each words= kinds= names= form=%q newline=$'\\n'
  # Bash takes --option=value apart.
  if [[ $word == = ]]; then
    word= before+==
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}=
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    each=\${COMP_WORDS[index]}
    case $each in
      ${[...withValues].join(' | ')})
        [[ \${COMP_WORDS[index + 1]} == = ]] || ((index++))
        ;;
      =) ((index++)) ;;
      -*) ;;
      *)
        if [[ -z $command ]]; then
          command=$each
        else
          [[ $place == 0 ]] && gadget=\${each//[\\\\\\"\\']/}
          ((place++))
        fi
        ;;
    esac
  done
  COMPREPLY=()
  case $command:$before in
${valueCases(commands).join('\n')}
    *)
      case $command:$place in
        :*) words='${commands.map(({ name }) => name).join(' ')}' ;;
${commands.flatMap(placeCases).join('\n')}
      esac
      [[ $word == -* ]] && kinds= && case $command in
${commands.map(({ name, options }) => `        ${name}) words='${optionNames(options)}' ;;`).join('\n')}
        *) words='${optionNames(alone)}' ;;
      esac
      ;;
  esac
  for each in $kinds; do
    case $each in
      file) compopt -o filenames 2>/dev/null && form=%s && mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
      folder) compopt -o filenames 2>/dev/null && form=%s && mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
      gadget) names+=$(command ls /sys/kernel/config/usb_gadget 2>/dev/null)$newline ;;
      function) names+=$(command ls "/sys/kernel/config/usb_gadget/$gadget/functions" 2>/dev/null)$newline ;;
      controller) names+=$(command ls /sys/class/udc 2>/dev/null)$newline ;;
    esac
  done
  # A name may hold what a shell would carry out, as would compgen -W: it is offered quoted. Names of files readline quotes.
  while IFS= read -r each; do
    [[ -n $each ]] && printf -v each $form "$each" && [[ $each == "$word"* ]] && COMPREPLY+=("$each")
  done <<<"\${words// /$newline}$newline$names"
  return 0
}
complete -F _usb_gadget usb-gadget
`;
}
