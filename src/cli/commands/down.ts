import { down as takeDown, planDown, removableNames } from '../../live/up/down.js';
import type { Plan } from '../../plan/plan.js';
import { formatPlan } from '../../plan/format-text.js';
import type { Command } from '../command.js';
import { gadgetName } from '../gadget-name.js';
import { interruptibly, locations, openMachine } from '../machine.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import { isFile, readDefinition } from '../read-input.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usage-error.js';
import { counted } from '../../options/counted.js';

/** The name that a parameter means: itself, or that of the gadget in a file. */
function nameOf(parameter: string, options: Options, terminal: Terminal): string {
  if (isFile(parameter)) return readDefinition(parameter, options, terminal).name;
  return gadgetName(parameter);
}

function resultLine({ gadget, operations }: Plan): string {
  return `${gadget}: removed, ${counted(operations.length, 'operation')}\n`;
}

/** `usb-gadget down`: removes gadgets, whoever made them. */
export const down: Command = async (parameters, options, terminal) => {
  if (options.all ? parameters.length > 0 : parameters.length === 0)
    throw usageError(
      '"down" needs names of gadgets, files, or --all.',
      'Write: usb-gadget down NAME, or usb-gadget down --all',
    );
  const system = openMachine(options);
  const names = options.all
    ? await removableNames(system, locations(options))
    : [...new Set(parameters.map((each) => nameOf(each, options, terminal)))];
  const plans: Plan[] = [];
  if (options['dry-run'])
    for (const name of names) plans.push(await planDown(name, system, locations(options)));
  else plans.push(...(await interruptibly(options, terminal, (work) => takeDown(names, system, work))));
  if (options.json) printJson(plans, terminal);
  else if (options['dry-run']) terminal.print(plans.map(formatPlan).join('\n'));
  else if (!terminal.quiet) terminal.tell(plans.map(resultLine).join('') || 'There are no gadgets.\n');
  return 0;
};
