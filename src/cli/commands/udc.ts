import { listControllers } from '../../live/controllers/controllers.js';
import { findControllerProfile } from '../../udc/find-controller.js';
import type { Command } from '../command.js';
import { tableText } from '../table-text.js';
import { openMachine } from '../machine.js';
import { printJson } from '../print-json.js';

const headings = ['NAME', 'STATE', 'GADGET', 'SPEED', 'FASTEST', 'PROFILE'];

/** `usb-gadget udc`: the controllers of the machine. */
export const udc: Command = async (_parameters, options, terminal) => {
  const found = await listControllers(openMachine(options));
  const controllers = found.map((each) => ({
    ...each,
    profile: findControllerProfile(each.name)?.name ?? '',
  }));
  if (options.json) printJson(controllers, terminal);
  else if (controllers.length) {
    const rows = controllers.map(({ name, state, holder, currentSpeed, maximumSpeed, profile }) =>
      [name, state, holder, currentSpeed, maximumSpeed, profile].map((cell) => cell || '-'),
    );
    terminal.print(tableText(headings, rows, terminal));
  } else if (!terminal.quiet) terminal.tell('There is no USB device controller.\n');
  return 0;
};
