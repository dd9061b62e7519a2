import { GadgetError } from '../errors.js';
import { shellIssues } from './shell-issues.js';
import { emptyTree, type Tree } from '../configfs/tree.js';
import type { Operation } from './operation.js';
import type { Plan } from './plan.js';
import { at, command } from './shell-commands.js';
import { foldersFirst, shellSteps, type ShellStep } from './shell-steps.js';
import { undoOf } from './undo-of.js';

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

/** The files of endpoints are there once a program has written the descriptors; before 6.9 nothing else tells. */
const waitReady = [
  'wait_ready() {',
  '  left=$3',
  '  until [ -e "$2/ep1" ] || { read -r ready <"$1/ready"; [ "$ready" = 1 ]; } 2>/dev/null; do',
  '    [ "$left" -gt 0 ] || { echo "No program has made $1 ready." >&2; return 1; }',
  '    left=$((left - 1))',
  '    sleep 1',
  '  done',
  '}',
];

/** What takes a step back, oldest first. */
function undoLines({ from, count, makes }: ShellStep, undo: readonly (readonly Operation[])[]): string[] {
  return undo.slice(from, from + count).flatMap((operations, index) => {
    const path = makes[index];
    const conditions =
      path === undefined ? `[ $done -lt ${from + 1} ]` : `[ $done -lt ${from} ] || [ ! -e ${at(path)} ]`;
    return operations.map((each) => `  ${conditions} || { ${command(each)}; } || left=1`).reverse();
  });
}

/**
 * A plan as a POSIX shell script. It stops at the first error and then undoes, newest first, what it did.
 *
 * @param before - what is there before the plan. Default: nothing, as when a gadget is made.
 * @throws GadgetError if the plan writes what a shell cannot: names of uac1 from 6.10 on.
 */
export function formatShell(plan: Plan, before: Tree = emptyTree(plan.gadget)): string {
  const issues = shellIssues(plan, before);
  if (issues.length) throw new GadgetError(issues);
  const operations = foldersFirst(plan.operations);
  const undo = undoOf({ ...plan, operations }, before);
  const steps = shellSteps(operations);
  return [
    ...prologue,
    ...(plan.operations.some((each) => each.op === 'bind' && !each.udc) ? onlyController : []),
    ...(plan.operations.some((each) => each.op === 'wait') ? waitReady : []),
    'undo() {',
    '  status=$?',
    '  trap - EXIT',
    '  [ $status -ne 0 ] || exit 0',
    `  echo "Stopped after $done of ${plan.operations.length} steps; undoing them." >&2`,
    '  set +e',
    '  left=0',
    ...steps.flatMap((step) => undoLines(step, undo)).reverse(),
    '  [ $left -eq 0 ] || echo "Something could not be undone; look below $gadgets." >&2',
    '  exit $status',
    '}',
    'trap undo EXIT',
    "trap 'exit 130' INT TERM",
    ...steps.flatMap((step) => [step.command, `done=${step.from + step.count}`]),
    '',
  ].join('\n');
}
