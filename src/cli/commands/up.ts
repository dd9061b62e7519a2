import { GadgetError, hasErrors, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { IssueCode } from '../../issue-codes.js';
import type { WorkOptions } from '../../live/apply/apply.js';
import { planUp, type PlanUpOptions } from '../../live/up/plan-up.js';
import { longestTrial, upOnTrial, type TrialResult } from '../../live/trials/up-on-trial.js';
import { up as bringUp, type UpOptions, type UpResult } from '../../live/up/up.js';
import { formatPlan } from '../../plan/format-text.js';
import type { System } from '../../system/system.js';
import type { Command } from '../command.js';
import { judge, withoutTold, type Judgement } from '../judge.js';
import { interruptibly, locations, openMachine, longestWait } from '../machine.js';
import { networkLine } from '../network-line.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import { printPlan } from '../print-plan.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';
import { startWatcher } from '../start-watcher.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usage-error.js';
import { verdictLines } from '../verdict-lines.js';
import { toolCommand } from '../../plan/shell-words.js';
import { counted } from '../../options/counted.js';

/** What the machine says about something that stands in the document. */
const aboutDocument: readonly IssueCode[] = [
  'GADGET_FOREIGN',
  'IMAGE_MISSING',
  'OWNER_MISSING',
  'OWNER_MISSING_DEFAULT',
  'FORWARDING_DROPPED',
  'INTERFACE_MISSING',
  'INTERFACE_UNSUITABLE',
  'NETWORK_MANAGED',
  'NETWORK_OVERLAP',
  'PORT_TAKEN',
  'PROGRAM_MISSING',
];

const located = (issues: readonly Issue[], { locate }: Judgement): Issue[] =>
  issues.flatMap((each) => (aboutDocument.includes(each.code) ? locate([each]) : [each]));

/** What counts for this run: not the bind if there is to be none, nor what follows from a controller that is only guessed. */
function relevantIssues({ issues, target }: Judgement, { 'no-bind': noBind = false }: Options): Issue[] {
  return noBind || !target.isKnown
    ? issues.filter(({ stops }) => stops !== 'bind' && stops !== 'work')
    : [...issues];
}

function resultLine({ plan, udc, networks }: UpResult): string {
  const { length } = plan.operations;
  const line = `${plan.gadget}: ${udc ? `on ${udc}` : 'not bound'}, ${length ? counted(length, 'operation') : 'nothing to do'}\n`;
  return [line, ...networks.map(networkLine)].join('');
}

function trialLine({ gadget, secondsLeft = 0 }: NonNullable<TrialResult['trial']>): string {
  return `${gadget}: to keep this, within ${secondsLeft} s: ${toolCommand('confirm', gadget)}\n`;
}

/** Whole seconds; undefined if nothing is to be confirmed. */
function secondsOf({ confirm }: Options): number | undefined {
  if (confirm === undefined) return undefined;
  const seconds = Number(confirm);
  if (!/^\d+$/.test(confirm) || seconds < 1 || seconds > longestTrial)
    throw usageError(
      `--confirm expected 1..${longestTrial} seconds, got "${confirm}".`,
      'Write: --confirm 60',
    );
  return seconds;
}

/** A machine in memory ends with the command: there, nothing can wait. */
function perform(task: Task, how: UpOptions): Promise<TrialResult> {
  const { definition, system, options } = task;
  const seconds = options.simulate === undefined ? secondsOf(options) : undefined;
  if (seconds === undefined) return bringUp(definition, system, how);
  return upOnTrial(definition, system, {
    ...how,
    seconds,
    watch: (gadget) => startWatcher(gadget, options),
  });
}

/** A gadget that may come up, and where. */
interface Task {
  readonly judgement: Judgement;
  readonly definition: GadgetDefinition;
  readonly system: System;
  readonly where: PlanUpOptions;
  readonly options: Options;
  readonly terminal: Terminal;
}

async function dryRun({ definition, system, where, options, terminal }: Task): Promise<void> {
  printPlan(await planUp(definition, system, where), options, terminal);
}

/** What is there and what is wanted, for who is to decide whether to replace a gadget that something else made. */
async function tellDifference({ definition, system, where, terminal }: Task): Promise<void> {
  if (!terminal.quiet)
    terminal.tell(formatPlan(await planUp(definition, system, { ...where, replace: true })));
}

async function carryOut(task: Task, work: WorkOptions): Promise<void> {
  const { judgement, where, options, terminal } = task;
  if (where.replace) await tellDifference(task);
  const wait = options.wait ? longestWait : 0;
  // Without a bind there is no interface.
  const networks = where.bind === false ? [] : judgement.networks;
  const network = options['no-net'] ? {} : { networks, touchOthers: !options['no-touch'] };
  const result = await perform(task, { ...where, ...work, ...network, wait });
  tellIssues(located(withoutTold(result.issues, judgement), judgement), terminal);
  const { udc, plan, networks: made, trial } = result;
  if (options.json)
    printJson(
      {
        name: plan.gadget,
        udc,
        changed: plan.operations.length > 0,
        plan,
        networks: made,
        ...(trial && { trial }),
      },
      terminal,
    );
  else if (!terminal.quiet) terminal.tell(resultLine(result) + (trial ? trialLine(trial) : ''));
}

async function bringUpFile(
  file: string,
  options: Options,
  terminal: Terminal,
  work: WorkOptions,
): Promise<number> {
  secondsOf(options);
  const judgement = judge(file, options);
  const { definition, target } = judgement;
  const issues = relevantIssues(judgement, options);
  tellIssues(issues, terminal);
  if (!definition || hasErrors(issues)) {
    // Of a gadget that does not fit, counts say more than the issue.
    if (!terminal.quiet && hasErrors(issues, 'bind', 'work'))
      terminal.tell(verdictLines({ file, judgement }, terminal.paint));
    return refuse(issues, options, terminal);
  }
  const { 'no-bind': noBind = false, replace = false } = options;
  const { udc } = target;
  const where = { ...locations(options), bind: !noBind, replace, ...(udc !== undefined && { udc }) };
  const system = openMachine(options, { definition, target, networks: judgement.networks });
  const task: Task = { judgement, definition, system, where, options, terminal };
  try {
    await (options['dry-run'] ? dryRun(task) : carryOut(task, work));
    return 0;
  } catch (error) {
    if (!(error instanceof GadgetError)) throw error;
    const found = located(error.issues, judgement);
    tellIssues(found, terminal);
    if (error.issues.every(({ code }) => code === 'GADGET_FOREIGN')) await tellDifference(task);
    return refuse([...issues, ...found], options, terminal);
  }
}

/** `usb-gadget up`: makes a gadget, or changes it where it differs. */
export const up: Command = ([file = ''], options, terminal) =>
  interruptibly(options, terminal, (work) => bringUpFile(file, options, terminal, work));
