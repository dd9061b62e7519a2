import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../command.js';
import { printJson } from '../print-json.js';
import { packageFolder } from '../templates.js';

/** `usb-gadget schema`: the JSON Schema of our documents, with all that the declarations say of each option. */
export const schema: Command = (_parameters, _options, terminal) => {
  printJson(JSON.parse(readFileSync(join(packageFolder(), 'dist/schema.json'), 'utf8')), terminal);
  return 0;
};
