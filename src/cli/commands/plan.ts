import { emptyTree } from '../../configfs/tree.js';
import { madeTree, planCreate, planRemove } from '../../plan/make-plan.js';
import { formatShell } from '../../plan/format-shell.js';
import { formatPlan } from '../../plan/format-text.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { Plan } from '../../plan/plan.js';
import type { PlanOptions } from '../../plan/make-plan.js';
import type { Command } from '../commands.js';
import { exitStatus, judge } from '../judge.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';

function print(
  plan: Plan,
  definition: GadgetDefinition,
  where: PlanOptions,
  options: Options,
  terminal: Terminal,
): void {
  if (options.json || options.format === 'json') printJson(plan, terminal);
  else if (options.format === 'sh')
    terminal.print(
      formatShell(plan, options.down ? madeTree(definition, where) : emptyTree(definition.name)),
    );
  else terminal.print(formatPlan(plan));
}

/** `usb-gadget plan`: every operation that makes the gadget where there is none, or with `--down` removes it. */
export const plan: Command = ([file = ''], options, terminal) => {
  const { definition, target, issues, sources } = judge(file, options);
  const bind = !options['no-bind'];
  const relevant = bind ? issues : issues.filter(({ stops }) => stops !== 'bind' && stops !== 'work');
  tellIssues(relevant, terminal, sources);
  if (!definition) return refuse(relevant, options, terminal);
  const where = { kernel: target.kernel, bind, ...(target.udc !== undefined && { udc: target.udc }) };
  print(
    options.down ? planRemove(definition, where) : planCreate(definition, where),
    definition,
    where,
    options,
    terminal,
  );
  return exitStatus(relevant);
};
