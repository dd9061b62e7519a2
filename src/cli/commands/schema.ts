import type { Command } from '../command.js';
import { ownFile } from '../own-file.js';
import { printJson } from '../print-json.js';

/** `usb-gadget schema`: the JSON Schema of our documents, with all that the declarations say of each option. */
export const schema: Command = (_parameters, _options, terminal) => {
  printJson(ownFile('schema.json'), terminal);
  return 0;
};
