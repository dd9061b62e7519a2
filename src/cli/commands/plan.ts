import { emptyTree, type Tree } from '../../configfs/tree.js';
import { madeTree, planCreate, planRemove } from '../../plan/make-plan.js';
import { formatShell } from '../../plan/format-shell.js';
import { shellIssues } from '../../plan/shell-issues.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { Plan } from '../../plan/plan.js';
import type { PlanOptions } from '../../plan/make-plan.js';
import type { Command } from '../command.js';
import { exitStatus, judge } from '../judge.js';
import type { Options } from '../options.js';
import { printPlan } from '../print-plan.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';

/** Prints a script, or says why there is none. Gives the exit status. */
function printScript(plan: Plan, before: Tree, options: Options, terminal: Terminal): number {
  const issues = shellIssues(plan, before);
  tellIssues(issues, terminal);
  if (issues.length) return refuse(issues, options, terminal);
  terminal.print(formatShell(plan, before));
  return 0;
}

function print(
  plan: Plan,
  definition: GadgetDefinition,
  where: PlanOptions,
  options: Options,
  terminal: Terminal,
): number {
  if (!options.json && options.format === 'sh') {
    const before = options.down ? madeTree(definition, where) : emptyTree(definition.name);
    return printScript(plan, before, options, terminal);
  }
  printPlan(plan, options, terminal);
  return 0;
}

/** `usb-gadget plan`: every operation that makes the gadget where there is none, or with `--down` removes it. */
export const plan: Command = ([file = ''], options, terminal) => {
  const { definition, target, issues } = judge(file, options);
  const bind = !options['no-bind'];
  const relevant = bind ? issues : issues.filter(({ stops }) => stops !== 'bind' && stops !== 'work');
  tellIssues(relevant, terminal);
  if (!definition) return refuse(relevant, options, terminal);
  const where = { kernel: target.kernel, bind, ...(target.udc !== undefined && { udc: target.udc }) };
  const status = print(
    options.down ? planRemove(definition, where) : planCreate(definition, where),
    definition,
    where,
    options,
    terminal,
  );
  return status || exitStatus(relevant);
};
