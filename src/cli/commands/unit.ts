import { join, resolve } from 'node:path';
import { hasErrors } from '../../errors.js';
import type { ConfigurationFile } from '../../network/configuration-file.js';
import { madeTree, planRemove } from '../../plan/make-plan.js';
import { shellIssues } from '../../plan/shell-issues.js';
import type { Command } from '../command.js';
import { formatFiles } from '../format-files.js';
import { judge } from '../judge.js';
import { printJson } from '../print-json.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usage-error.js';
import { installFile } from '../write-file.js';

/** Each whole or not at all. */
function write(files: readonly ConfigurationFile[], folder: string, terminal: Terminal): void {
  for (const { path, text, mode } of files) {
    const place = join(folder, path);
    installFile(place, text, mode);
    if (!terminal.quiet) terminal.tell(`${place}\n`);
  }
}

/** `usb-gadget unit`: systemd units. */
export const unit: Command = async ([file = ''], options, terminal) => {
  if (options.node && file === '-')
    throw usageError('With --node the units name the FILE, so it cannot be standard input.', 'Give a path.');
  const { definition, networks, target, issues } = judge(file, options);
  tellIssues(issues, terminal);
  if (!definition || hasErrors(issues)) return refuse(issues, options, terminal);
  const script = { kernel: target.kernel };
  const unwritable = options.node
    ? []
    : shellIssues(planRemove(definition, script), madeTree(definition, script));
  tellIssues(unwritable, terminal);
  if (unwritable.length) return refuse(unwritable, options, terminal);
  const { formatUnits } = await import('../../units/unit-files.js');
  const files = formatUnits(definition, {
    networks,
    kernel: target.kernel,
    ...(target.udc !== undefined && { udc: target.udc }),
    ...(options.node && { document: resolve(file) }),
  });
  if (options.output !== undefined) write(files, options.output, terminal);
  if (options.json) printJson(files, terminal);
  else if (options.output === undefined) terminal.print(formatFiles(files));
  return 0;
};
