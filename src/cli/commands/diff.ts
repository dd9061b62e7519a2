import { GadgetError } from '../../errors.js';
import { diffGadget } from '../../live/up/diff.js';
import { formatDifferences } from '../../plan/format-differences.js';
import type { Command } from '../command.js';
import { judge } from '../judge.js';
import { locations, openMachine } from '../machine.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';

const something = 1;
const trouble = 2;

async function compare(file: string, options: Options, terminal: Terminal): Promise<number> {
  const { definition, target, issues } = judge(file, options);
  // Whether it would bind and work is not asked.
  const faults = issues.filter(({ stops }) => stops === 'write' || stops === 'run');
  tellIssues(faults, terminal);
  if (!definition) {
    refuse(faults, options, terminal);
    return trouble;
  }
  const system = openMachine(options, { definition, target });
  const { udc } = target;
  const bind = !options['no-bind'];
  const where = { ...locations(options), bind, ...(udc !== undefined && { udc }) };
  const { gadget, differences, notices, plan } = await diffGadget(definition, system, where);
  if (options.json) printJson({ gadget, differences, notices, plan }, terminal);
  else terminal.print(formatDifferences(gadget, differences, notices));
  return differences.length ? something : 0;
}

/** `usb-gadget diff`: what differs from the live gadget. */
export const diff: Command = async ([file = ''], options, terminal) => {
  try {
    return await compare(file, options, terminal);
  } catch (error) {
    if (!(error instanceof GadgetError)) throw error;
    tellIssues(error.issues, terminal);
    refuse(error.issues, options, terminal);
    return trouble;
  }
};
