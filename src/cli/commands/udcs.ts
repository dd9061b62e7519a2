import { GadgetError, issue } from '../../errors.js';
import { didYouMean } from '../../options/did-you-mean.js';
import { controllerProfiles } from '../../udc/controllers.js';
import { findControllerProfile } from '../../udc/find-controller.js';
import { endpointTotal } from '../../udc/profile.js';
import type { Command } from '../command.js';
import { tableText } from '../table-text.js';
import { printJson } from '../print-json.js';

const headings = ['PROFILE', 'IN', 'OUT', 'SPEED', 'KNOWN BY', 'WHAT IT IS'];

const rows = (): string[][] =>
  controllerProfiles.map((each) => [
    each.name,
    String(endpointTotal(each, 'in')),
    String(endpointTotal(each, 'out')),
    each.speed ?? 'high',
    each.confidence ?? 'guess',
    each.title ?? '',
  ]);

/** `usb-gadget udcs`: the controllers that are known. */
export const udcs: Command = ([name], { json }, terminal) => {
  if (name !== undefined) {
    const profile = findControllerProfile(name);
    if (!profile)
      throw new GadgetError([
        issue(
          'CONTROLLER_MISSING',
          '',
          `No profile is called "${name}".`,
          didYouMean(
            name,
            controllerProfiles.map((each) => each.name),
            '`usb-gadget udcs` lists them; dwc3:N and ci_hdrc:N take a number.',
          ),
        ),
      ]);
    printJson(profile, terminal);
  } else if (json) printJson(controllerProfiles, terminal);
  else terminal.print(tableText(headings, rows(), terminal));
  return 0;
};
