import { documentSchema } from '../../config/gadget-document.js';
import type { Command } from '../commands.js';
import { printJson } from '../print-json.js';

/** `usb-gadget schema`: the JSON Schema of our documents. */
export const schema: Command = (_parameters, _options, terminal) => {
  printJson(documentSchema(), terminal);
  return 0;
};
