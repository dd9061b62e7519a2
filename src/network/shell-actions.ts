import { quote } from '../plan/shell-words.js';
import type { NetworkAction, RunProgram } from './network-action.js';

/** A command of a script: its line, and the here-documents that follow that line. */
interface ShellCommand {
  /** In one line, whatever stands in the words and texts of the action. */
  readonly line: string;
  /** Each with the line that ends it. */
  readonly documents: readonly string[];
}

/** A file below the folder that a trial has in place of `/`. */
export const shellPath = (path: string): string => `"$root"${quote(path)}`;

/** A word that is nowhere in the text, and so does not end it early. */
function delimiterOf(text: string): string {
  let delimiter = 'END';
  while (text.includes(delimiter)) delimiter += '_';
  return delimiter;
}

function runCommand({ words, input, onlyWith, lenient }: RunProgram): ShellCommand {
  const program = `run ${words.map(quote).join(' ')}`;
  const tries = input?.map((text) => `${program} <<'${delimiterOf(text)}'`) ?? [`${program} </dev/null`];
  const condition = onlyWith === undefined ? [] : [`[ ! -e ${shellPath(onlyWith)} ]`];
  const commands = tries.map((each, index) =>
    lenient || index < tries.length - 1 ? `${each} 2>/dev/null` : each,
  );
  return {
    line: [...condition, ...commands].join(' || '),
    documents: (input ?? []).map((text) => `${text}${/(^|\n)$/.test(text) ? '' : '\n'}${delimiterOf(text)}`),
  };
}

const plain = (line: string): ShellCommand => ({ line, documents: [] });

/** What a script does for an action. What it calls beside programs is in {@link shellFunctions}. */
export function shellCommand(action: NetworkAction): ShellCommand {
  switch (action.op) {
    case 'save': {
      const mask = (0o777 & ~(action.mode ?? 0o644)).toString(8).padStart(3, '0');
      return plain(`save ${shellPath(action.path)} ${mask} ${quote(action.text)}`);
    }
    case 'remove':
      return plain(`rm -f ${shellPath(action.path)}`);
    case 'set':
      return plain(`set_kernel ${quote(action.path)} ${quote(action.value)}`);
    case 'restore':
      return plain(`restore ${quote(action.path)}`);
    case 'run':
      return runCommand(action);
    case 'stop':
      return plain(`stop ${quote(action.program)} ${shellPath(action.pidFile)}`);
    case 'untag':
      return plain(`untag ${quote(action.tag)}`);
  }
}

/**
 * Starts a program by its path, and so never an assignment, a builtin or a function of the shell; busybox has an `ip` of its own that
 * cannot do what is needed here, and prefers it. Costs no more than to name the program.
 */
const runFunction = [
  'run() (',
  '  name=$1',
  '  shift',
  '  case $name in */*) exec "$name" "$@" ;; esac',
  '  set -f',
  '  IFS=:',
  '  for folder in $PATH; do',
  '    [ ! -x "$folder/$name" ] || exec "$folder/$name" "$@"',
  '  done',
  '  echo "$name is not there." >&2',
  '  exit 127',
  ')',
];

/** They look at each failure themselves: `set -e` does not hold in what stands before `||`. */
const functions: Readonly<Partial<Record<NetworkAction['op'], readonly string[]>>> = {
  // Starts no program: that would take longer than everything else here. Whoever reads the file is told of it only afterwards.
  save: [
    'save() {',
    '  umask 022 && { [ -d "${1%/*}" ] || mkdir -p "${1%/*}"; } && umask "$2" && printf %s "$3" >"$1"',
    '}',
  ],
  // A setting is given at the first read alone, however short (kernel/sysctl.c, __do_proc_dointvec), and shells read byte by byte.
  set: [
    'remember() {',
    '  [ ! -e "$kept/$1" ] || return 0',
    '  { [ -d "$kept/${1%/*}" ] || mkdir -p "$kept/${1%/*}"; } && cat "$sys/$1" >"$kept/$1"',
    '}',
    'set_kernel() {',
    '  [ -e "$sys/$1" ] || return 0',
    '  remember "$1" && printf "%s\\n" "$2" >"$sys/$1"',
    '}',
  ],
  restore: [
    'restore() {',
    '  [ -e "$kept/$1" ] || return 0',
    '  [ ! -e "$sys/$1" ] || { read -r old <"$kept/$1" && printf "%s\\n" "$old" >"$sys/$1"; } || return 1',
    '  rm -f "$kept/$1"',
    '}',
  ],
  // Most programs are gone after some reads of /proc; only what is not is worth a second.
  stop: [
    'runs() {',
    '  { read -r name <"$root/proc/$pid/comm"; } 2>/dev/null && [ "$name" = "$1" ]',
    '}',
    'stop() {',
    '  [ -e "$2" ] || return 0',
    '  pid=',
    '  read -r pid <"$2" || :',
    '  ! runs "$1" || kill "$pid" || :',
    '  looks=0',
    '  while runs "$1"; do',
    '    looks=$((looks + 1))',
    '    [ $looks -lt 1000 ] || sleep 1',
    '    [ $looks -lt 1005 ] || { echo "$1 (process $pid) does not end." >&2; return 1; }',
    '  done',
    '  rm -f "$2"',
    '}',
  ],
  // The chains are others', so their tables are listed: nft deletes a rule by its handle alone (nft(8)).
  untag: [
    'untag() {',
    '  rules=$(run nft -a list ruleset </dev/null) || return 1',
    '  while read -r line; do',
    '    case $line in',
    "      'table '*) rest=${line#table }; family=${rest%% *}; rest=${rest#* }; table=${rest%% *} ;;",
    "      'chain '*) rest=${line#chain }; chain=${rest%% *} ;;",
    '      *"comment \\"$1\\""*" # handle "*)',
    '        run nft delete rule "$family" "$table" "$chain" handle "${line##* }" </dev/null || return 1 ;;',
    '    esac',
    '  done <<RULES',
    '$rules',
    'RULES',
    '}',
  ],
};

/** The functions of the shell that the commands for these actions call. */
export function shellFunctions(actions: readonly NetworkAction[]): string[] {
  const used = new Set(actions.map(({ op }) => op));
  return [...runFunction, ...[...used].flatMap((op) => functions[op] ?? [])];
}
