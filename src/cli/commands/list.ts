import { listGadgets } from '../../live/gadgets/gadgets.js';
import type { Command } from '../command.js';
import { tableText } from '../table-text.js';
import { locations, openGadgets } from '../machine.js';
import { printJson } from '../print-json.js';

const headings = ['NAME', 'CONTROLLER', 'STATE', 'FUNCTIONS'];

/** `usb-gadget list`: the gadgets of the machine. */
export const list: Command = async (_parameters, options, terminal) => {
  const system = await openGadgets(options);
  const gadgets = await listGadgets(system, locations(options));
  if (options.json)
    printJson(
      gadgets.map(({ name, udc, state, functions }) => ({ name, udc, state, functions })),
      terminal,
    );
  else if (gadgets.length) {
    const rows = gadgets.map(({ name, udc, state, functions }) => [
      name,
      udc || '-',
      state || '-',
      functions.join(' '),
    ]);
    terminal.print(tableText(headings, rows, terminal));
  } else if (!terminal.quiet) terminal.tell('There are no gadgets.\n');
  return 0;
};
