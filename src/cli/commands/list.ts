import { GadgetError, issue } from '../../errors.js';
import { listGadgets } from '../../live/gadgets.js';
import { gadgetsFolder } from '../../live/locations.js';
import { unless } from '../../live/system-errors.js';
import type { Command } from '../command.js';
import { tableText } from '../table-text.js';
import { locations, openMachine } from '../machine.js';
import { printJson } from '../print-json.js';

const headings = ['NAME', 'CONTROLLER', 'STATE', 'FUNCTIONS'];

/** `usb-gadget list`: the gadgets of the machine. */
export const list: Command = async (_parameters, options, terminal) => {
  const system = openMachine(options);
  const folder = gadgetsFolder(locations(options));
  if (!(await unless(['ENOENT', 'ENOTDIR'], system.stat(folder))))
    throw new GadgetError([
      issue(
        'CONFIGFS_MISSING',
        '',
        `There is no "${folder}", so there are no gadgets.`,
        '`usb-gadget up` loads the modules and mounts configfs.',
      ),
    ]);
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
