import { changeLinks, planLinkChange, type LinkResult } from '../../live/functions/change-links.js';
import { planGadgetReset, resetGadget } from '../../live/functions/reset-gadget.js';
import type { Plan } from '../../plan/plan.js';
import type { Command } from '../command.js';
import { gadgetName } from '../gadget-name.js';
import { interruptibly, locations, openGadgets } from '../machine.js';
import type { Options } from '../options.js';
import { printPlan } from '../print-plan.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';
import { counted } from '../../options/counted.js';

/** Says what was done, or with `--dry-run` what would be. */
function tell(plan: Plan, done: string, options: Options, terminal: Terminal): void {
  const { gadget, operations } = plan;
  if (options.json || options['dry-run']) printPlan(plan, options, terminal);
  else if (!terminal.quiet)
    terminal.tell(
      operations.length
        ? `${gadget}: ${done}, ${counted(operations.length, 'operation')}\n`
        : `${gadget}: nothing to do\n`,
    );
}

const linking =
  (key: 'enable' | 'disable'): Command =>
  async ([name = '', ...functions], options, terminal) => {
    const gadget = gadgetName(name);
    const { configuration } = options;
    const change = { [key]: functions, ...(configuration !== undefined && { configuration }) };
    const system = await openGadgets(options);
    const { plan, issues }: LinkResult = options['dry-run']
      ? await planLinkChange(gadget, change, system, locations(options))
      : await interruptibly(options, terminal, (work) => changeLinks(gadget, change, system, work));
    tellIssues(issues, terminal);
    tell(plan, `${key}d ${functions.join(', ')}`, options, terminal);
    return 0;
  };

/** `usb-gadget enable`: links functions of a live gadget. */
export const enable: Command = linking('enable');

/** `usb-gadget disable`: unlinks functions of a live gadget. */
export const disable: Command = linking('disable');

/** `usb-gadget reset`: takes a live gadget off the bus, links its functions anew, and binds it. */
export const reset: Command = async ([name = ''], options, terminal) => {
  const gadget = gadgetName(name);
  const system = await openGadgets(options);
  const plan = options['dry-run']
    ? await planGadgetReset(gadget, system, locations(options))
    : await interruptibly(options, terminal, (work) => resetGadget(gadget, system, work));
  tell(plan, 'linked and bound anew', options, terminal);
  return 0;
};
