import { adoptIdentity } from '../../config/adopt-identity.js';
import { readDocument } from '../../config/read-document.js';
import { findDonor, listDonors } from '../../live/machine/donors.js';
import type { Command } from '../command.js';
import { donorRow } from '../donor-row.js';
import { formatTable } from '../format-table.js';
import { openMachine } from '../machine.js';
import { printJson } from '../print-json.js';
import { fileName, isFile, readText } from '../read-input.js';
import { sources } from '../sources.js';
import { tellIssues } from '../tell-issues.js';
import { usageError } from '../usage-error.js';
import { rewriteFile } from '../write-file.js';

const headings = ['DEVICE', 'IDS', 'KIND', 'NAME'];

/** `usb-gadget donor`: the identity of another device for a gadget. */
export const donor: Command = async (parameters, options, terminal) => {
  const file = parameters.find(isFile);
  const [device, ...more] = parameters.filter((each) => each !== file);
  if (
    more.length ||
    (device !== undefined && file === undefined) ||
    (options.write && (!file || file === '-'))
  )
    throw usageError('"donor" takes a DEVICE and a FILE.', 'Write: usb-gadget donor 1-1.2 gadget.yaml');
  const system = openMachine(options);
  if (file === undefined) {
    const found = await listDonors(system);
    if (options.json) printJson(found, terminal);
    else if (found.length) terminal.print(`${formatTable([headings, ...found.map(donorRow)]).join('\n')}\n`);
    else if (!terminal.quiet) terminal.tell('No USB device is plugged into this machine.\n');
    return 0;
  }
  const text = readText(file);
  const found = await findDonor(system, device);
  const name = fileName(file);
  const adopted = adoptIdentity(text, found.identity, { file: name });
  sources.set(name, adopted);
  tellIssues(readDocument(adopted, { file: name }).issues, terminal);
  if (options.write) rewriteFile(file, adopted);
  if (options.json) printJson({ donor: found, text: adopted }, terminal);
  else if (!options.write) terminal.print(adopted);
  else if (!terminal.quiet) terminal.tell(`${file}: ${donorRow(found).slice(1).join(' ')}\n`);
  return 0;
};
