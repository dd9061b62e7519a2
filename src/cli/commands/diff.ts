import { GadgetError } from '../../errors.js';
import { diffGadget } from '../../live/up/diff.js';
import { formatDifferences } from '../../plan/format-differences.js';
import type { Command } from '../command.js';
import { judge } from '../judge.js';
import { locations, openMachine } from '../machine.js';
import { printJson } from '../print-json.js';
import { tellIssues } from '../tell-issues.js';

const something = 1;

/** `usb-gadget diff`: what differs from the live gadget. */
export const diff: Command = async ([file = ''], options, terminal) => {
  const { definition, target, issues } = judge(file, options);
  // Whether it would bind and work is not asked.
  const faults = issues.filter(({ stops }) => stops === 'write' || stops === 'run');
  if (!definition) throw new GadgetError(faults);
  tellIssues(faults, terminal);
  const system = openMachine(options, { definition, target });
  const { udc } = target;
  const bind = !options['no-bind'];
  const where = { ...locations(options), bind, ...(udc !== undefined && { udc }) };
  const { gadget, differences, notices, plan } = await diffGadget(definition, system, where);
  if (options.json) printJson({ gadget, differences, notices, plan }, terminal);
  else terminal.print(formatDifferences(gadget, differences, notices));
  return differences.length ? something : 0;
};
