import { writeDocument } from '../../config/write-document.js';
import { hasErrors } from '../../errors.js';
import type { Command } from '../command.js';
import { formatTypescript } from '../../config/format-typescript.js';
import { printJson } from '../print-json.js';
import { readInput } from '../read-input.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';

/** `usb-gadget show`: the whole definition. */
export const show: Command = ([file = ''], options, terminal) => {
  const document = readInput(file, options);
  const { definition, networks, issues } = document;
  tellIssues(issues, terminal);
  if (!definition || hasErrors(issues)) return refuse(issues, options, terminal);
  if (options.json || options.format === 'json') printJson(definition, terminal);
  else if (options.format === 'ts') terminal.print(formatTypescript(definition, networks));
  else terminal.print(writeDocument(definition, networks));
  return 0;
};
