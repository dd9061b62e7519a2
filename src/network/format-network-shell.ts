import { GadgetError, issue } from '../errors.js';
import { quote } from '../plan/shell-words.js';
import { joinedSteps } from './joined-steps.js';
import type { NetworkAction } from './network-action.js';
import type { NetworkPhase, NetworkPlan, NetworkStep } from './network-plan.js';
import { runFile } from './run-files.js';
import { shellCommand, shellFunctions, shellPath } from './shell-actions.js';

/** Which part of a network plan a script is to be. */
export interface NetworkShellOptions {
  /** `up` makes the network, `down` takes it back. Default `up`. */
  readonly direction?: 'up' | 'down';
  /** The steps of one phase alone. Default those of both. */
  readonly phase?: NetworkPhase;
}

/** The lines of an action, between what decides whether it is done and what is done if it fails. */
function lines(action: NetworkAction, before: string, otherwise: string): string[] {
  const { line, documents } = shellCommand(action);
  const isLenient = action.op === 'run' && action.lenient;
  return [`${before}${line}${isLenient ? ' || :' : otherwise}`, ...documents];
}

/** What takes steps back, newest first, however much of it fails. */
function backLines(steps: readonly NetworkStep[], before: (count: number) => string): string[] {
  return steps
    .map(({ undo }, index) => undo.flatMap((action) => lines(action, before(index + 1), ' || left=1')))
    .reverse()
    .flat();
}

function prologue({ interface: name }: NetworkPlan, options: string, about: string): string[] {
  return [
    '#!/bin/sh',
    `# ${about} Needs a POSIX shell (busybox will do), the programs that it names, and root.`,
    '# USB_GADGET_ROOT is what to take for / in a trial.',
    `set -${options}`,
    'root=${USB_GADGET_ROOT:-}',
    'sys=$root/proc/sys',
    `kept=${shellPath(runFile(name, 'settings'))}`,
  ];
}

/** The kernel gives a function the name that it wants when the gadget is bound: with another, everything here would be for nobody. */
function interfaceCheck(
  { gadget, function: over, interface: name }: NetworkPlan,
  otherwise = 'exit 1',
): string[] {
  const folder = `usb_gadget/${quote(gadget)}/functions/${quote(over)}`;
  return [
    `ifname="\${CONFIGFS:-$root/sys/kernel/config}"/${folder}/ifname`,
    'interface=',
    '[ ! -e "$ifname" ] || read -r interface <"$ifname" || :',
    `if [ "$interface" != ${quote(name)} ]; then`,
    `  printf 'The interface of %s is %s; this script is for %s.\\n' ${quote(over)} "\${interface:-not there}" ${quote(name)} >&2`,
    `  ${otherwise}`,
    'fi',
  ];
}

function wayUp(plan: NetworkPlan, steps: readonly NetworkStep[]): string[] {
  return [
    ...prologue(plan, 'eu', 'Brings a network up. Stops at the first error and undoes what it did.'),
    ...shellFunctions(steps.flatMap(({ action, undo }) => [action, ...undo])),
    ...(steps.some(({ phase }) => phase === 'link') ? interfaceCheck(plan) : []),
    'begun=0',
    'undo() {',
    '  status=$?',
    '  trap - EXIT',
    '  [ $status -ne 0 ] || exit 0',
    `  echo "Stopped at step $begun of ${steps.length}; undoing what was done." >&2`,
    '  set +e',
    '  left=0',
    ...backLines(steps, (count) => `  [ $begun -lt ${count} ] || `),
    '  [ $left -eq 0 ] || echo "Something could not be undone." >&2',
    '  exit $status',
    '}',
    'trap undo EXIT',
    "trap 'exit 130' INT TERM",
    // A step that fails half-way is taken back as well: what takes it back asks for nothing.
    ...joinedSteps(steps).flatMap((each) => [
      `begun=${steps.indexOf(each.steps.at(-1)!) + 1}`,
      ...lines(each.action, '', ''),
    ]),
  ];
}

function wayDown(plan: NetworkPlan, steps: readonly NetworkStep[]): string[] {
  return [
    ...prologue(
      plan,
      'u',
      'Takes a network down, newest first. Goes on after an error, and then exits with 1.',
    ),
    ...shellFunctions(steps.flatMap(({ undo }) => undo)),
    'left=0',
    ...backLines(steps, () => ''),
    '[ $left -eq 0 ] || echo "Something could not be undone." >&2',
    'exit $left',
  ];
}

/**
 * A script that looks whether the interfaces of a gadget that has just been bound have the names that the rules are for.
 *
 * @param otherwise - what to do if not, before it ends with 1: a command of the shell.
 */
export function formatInterfaceCheck(plans: readonly NetworkPlan[], otherwise: string): string {
  return [
    '#!/bin/sh',
    '# Rules are for names of interfaces, and a gadget whose interface has another is not to stay.',
    'set -u',
    'root=${USB_GADGET_ROOT:-}',
    ...plans.flatMap((plan) => interfaceCheck(plan, `${otherwise}; exit 1`)),
    '',
  ].join('\n');
}

const bridgeIssue = issue(
  'NETWORK_BACKEND',
  'network.mode',
  'A script cannot make a bridge: the addresses of the uplink are known on the board alone.',
  "Let the tool do it (`unit --node`, `up`), or the board's own program (`net plan --format networkd` or networkmanager).",
);

const ways = { up: wayUp, down: wayDown };

/**
 * A network plan as a POSIX shell script, for boards without Node. What stands in the plan is quoted throughout: the shell reads none
 * of it. The way up checks first that the interface is the plan's, if it has steps for one; the way down works without it, too.
 *
 * @throws {@link GadgetError} with NETWORK_BACKEND for a bridge whose uplink is not known.
 *
 * @example
 * ```ts
 * const plan = planNetwork(new OtgNet(), { gadget: 'kvmd', function: 'ecm.usb0' });
 * console.log(formatNetworkShell(plan, { phase: 'guard' }));
 * ```
 */
export function formatNetworkShell(
  plan: NetworkPlan,
  { direction = 'up', phase }: NetworkShellOptions = {},
): string {
  if (plan.network.mode === 'bridge' && !plan.uplink) throw new GadgetError([bridgeIssue]);
  const steps = plan.steps.filter((each) => phase === undefined || each.phase === phase);
  return [...ways[direction](plan, steps), ''].join('\n');
}
