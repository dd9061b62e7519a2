import { fromHex } from '../usb/bytes.js';
import type { Operation } from './operation.js';
import { printfFormat, quote } from './shell-words.js';
import type { Plan } from './plan.js';
import { undoOf } from './undo-of.js';
import { emptyTree, type Tree } from '../configfs/tree.js';

const bytesOf = new TextEncoder();

const at = (path: string): string => `"$gadgets"/${quote(path)}`;

/** The command for one operation. `printf` writes once, as a store wants it, if its output is short and has no line feed but the last. */
function command(operation: Operation): string {
  switch (operation.op) {
    case 'mkdir':
      return `mkdir ${at(operation.path)}`;
    case 'rmdir':
      return `rmdir ${at(operation.path)}`;
    case 'unlink':
      return `rm ${at(operation.path)}`;
    case 'symlink':
      return `ln -s ${at(operation.target)} ${at(operation.path)}`;
    case 'write': {
      const bytes = 'hex' in operation ? fromHex(operation.hex) : bytesOf.encode(operation.text);
      const write = `put ${printfFormat(bytes)} ${at(operation.path)}`;
      return operation.optional ? `[ ! -e ${at(operation.path)} ] || ${write}` : write;
    }
    case 'chown': {
      const change = `chown ${quote(operation.owner)} ${at(operation.path)}`;
      return operation.optional ? `! id ${quote(operation.owner)} >/dev/null 2>&1 || ${change}` : change;
    }
    case 'load':
      return `modprobe ${quote(operation.module)}`;
    case 'unbind':
      return `put '\\n' ${at(operation.path)}`;
    case 'bind':
      return operation.udc
        ? `put ${printfFormat(bytesOf.encode(operation.udc))} ${at(operation.path)}`
        : `udc=$(only_controller); put "$udc" ${at(operation.path)}`;
  }
}

const prologue = [
  '#!/bin/sh',
  '# Needs nothing but a POSIX shell with printf, mkdir, rmdir, ln, rm (busybox will do). Stops at the first error and undoes what it did.',
  'set -eu',
  'gadgets=${CONFIGFS:-/sys/kernel/config}/usb_gadget',
  'done=0',
  'put() { printf "$1" >"$2"; }',
];

const onlyController = [
  'only_controller() {',
  '  set -- /sys/class/udc/*',
  '  if [ $# -ne 1 ] || [ ! -e "$1" ]; then echo "There must be exactly one controller in /sys/class/udc." >&2; return 1; fi',
  '  echo "${1##*/}"',
  '}',
];

/**
 * A plan as a POSIX shell script. It stops at the first error and then undoes, newest first, what it did.
 *
 * @param before - what is there before the plan. Default: nothing, as when a gadget is made.
 */
export function formatShell(plan: Plan, before: Tree = emptyTree(plan.gadget)): string {
  const undo = undoOf(plan, before);
  const steps = plan.operations.flatMap((operation, index) => [command(operation), `done=${index + 1}`]);
  const back = undo
    .map((operations, index) =>
      operations.map((each) => `  [ $done -lt ${index + 1} ] || { ${command(each)}; } || left=1`),
    )
    .reverse()
    .flat();
  return [
    ...prologue,
    ...(plan.operations.some((each) => each.op === 'bind' && !each.udc) ? onlyController : []),
    'undo() {',
    '  status=$?',
    '  trap - EXIT',
    '  [ $status -ne 0 ] || exit 0',
    `  echo "Stopped after $done of ${plan.operations.length} steps; undoing them." >&2`,
    '  set +e',
    '  left=0',
    ...back,
    '  [ $left -eq 0 ] || echo "Something could not be undone; look below $gadgets." >&2',
    '  exit $status',
    '}',
    'trap undo EXIT',
    "trap 'exit 130' INT TERM",
    ...steps,
    '',
  ].join('\n');
}
