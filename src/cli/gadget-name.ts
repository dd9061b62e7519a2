import { GadgetError, issue } from '../errors.js';
import { segmentFault } from '../functions/function-name.js';

/** A parameter that is the name of a gadget. */
export function gadgetName(parameter: string): string {
  if (!segmentFault(parameter)) return parameter;
  throw new GadgetError([
    issue(
      'NAME_INVALID',
      '',
      `${JSON.stringify(parameter)} cannot be the name of a gadget.`,
      '`usb-gadget list` shows those that are there.',
    ),
  ]);
}
