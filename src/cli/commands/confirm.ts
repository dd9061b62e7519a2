import { confirmTrial } from '../../live/trials/trial.js';
import { watchTrial } from '../../live/trials/watch-trial.js';
import type { Command } from '../command.js';
import { gadgetName } from '../gadget-name.js';
import { locations, openMachine } from '../machine.js';
import { printJson } from '../print-json.js';
import { usageError } from '../usage-error.js';

/** `usb-gadget confirm`: what was made on trial stays. */
export const confirm: Command = async ([parameter], options, terminal) => {
  const gadget = parameter === undefined ? undefined : gadgetName(parameter);
  if (options.watch && gadget === undefined)
    throw usageError('"confirm --watch" needs a NAME.', 'Write: usb-gadget confirm NAME --watch');
  const system = openMachine(options);
  const ends = options.watch
    ? [{ gadget: gadget!, end: await watchTrial(gadget!, system, locations(options)) }]
    : (await confirmTrial(system, gadget)).map((each) => ({ gadget: each, end: 'confirmed' as const }));
  if (options.json) printJson(ends, terminal);
  else if (!terminal.quiet) terminal.tell(ends.map((each) => `${each.gadget}: ${each.end}\n`).join(''));
  return 0;
};
