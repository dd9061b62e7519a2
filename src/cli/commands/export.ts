import { writeDocument } from '../../config/write-document.js';
import { inspectGadget } from '../../live/gadgets/inspect.js';
import type { Command } from '../command.js';
import { formatTypescript } from '../../config/format-typescript.js';
import { locations, openGadgets } from '../machine.js';
import { printJson } from '../print-json.js';
import { tellIssues } from '../tell-issues.js';

/** `usb-gadget export`: a live gadget as what makes it again. */
export const exportGadget: Command = async ([name = ''], options, terminal) => {
  const { definition, issues } = await inspectGadget(await openGadgets(options), name, locations(options));
  tellIssues(issues, terminal);
  if (options.json || options.format === 'json') printJson({ gadget: definition }, terminal);
  else if (options.format === 'ts') terminal.print(formatTypescript(definition));
  else terminal.print(writeDocument(definition));
  return 0;
};
