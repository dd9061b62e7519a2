import { once } from '../options/once.js';
import { GadgetError, issue, type Issue } from '../errors.js';
import { checkShape } from '../options/check.js';
import {
  anyText,
  list,
  object,
  oneOf,
  text,
  truth,
  wholeNumber,
  type ObjectShape,
} from '../options/shape.js';
import { directions, transferTypes } from '../usb/endpoint.js';
import type { ControllerProfile } from './profile.js';

const profileName = text(
  'a name of letters, digits, dots, hyphens and underscores',
  'Choose a short name, such as my-board.',
  (value) => (/^[\w.-]{1,60}$/.test(value) ? undefined : 'NAME_INVALID'),
  { pattern: '^[\\w.-]{1,60}$' },
);

// The name is read as usb_ep_autoconfig reads it: a number from the third letter on, else the kernel counts.
const endpointName = text(
  'an endpoint name such as ep1in or ep-a',
  'Write it as the driver does: "ep", then a number from 1 to 15 or a hyphen.',
  (value) => (/^ep((1[0-5]|[1-9])(?!\d)|-)[\w-]*$/.test(value) ? undefined : 'VALUE_FORMAT'),
  { pattern: '^ep((1[0-5]|[1-9])(?!\\d)|-)[\\w-]*$' },
);

const endpointShape = object({
  name: { shape: endpointName, required: "The driver's name of the endpoint." },
  directions: {
    shape: list(oneOf(directions), directions.length),
    required: 'The directions it can take: ["in"], ["out"], or both for one of either.',
  },
  transfers: { shape: list(oneOf(transferTypes), transferTypes.length) },
  maxPacketSize: { shape: wholeNumber(1, 65535) },
});

/** What a controller profile may be. */
const controllerProfileShape: () => ObjectShape = once(() =>
  object({
    name: { shape: profileName, required: 'The name of the controller.' },
    title: { shape: anyText },
    endpoints: {
      // One bit of a 32-bit integer for each, and USB has no more than 15 IN and 15 OUT.
      shape: list(endpointShape, 31),
      required: "Its endpoints in the driver's order.",
    },
    speed: { shape: oneOf(['full', 'high', 'super']) },
    alternateSettings: { shape: truth },
    transmitFifoWords: { shape: list(wholeNumber(1, 65535), 31) },
    matchEndpoint: { shape: oneOf(['chipidea', 'cdns3', 'net2280']) },
    confidence: { shape: oneOf(['measured', 'source', 'capture', 'guess']) },
    source: { shape: anyText },
  }),
);

/** Every fault of something that is to be a {@link ControllerProfile}; `path` is where it stands in its document. */
export function validateControllerProfile(value: unknown, path = ''): Issue[] {
  const issues: Issue[] = [];
  checkShape(controllerProfileShape(), value, path, issues);
  if (issues.length) return issues;
  const { endpoints } = value as ControllerProfile;
  const at = path ? `${path}.endpoints` : 'endpoints';
  if (!endpoints.length)
    issues.push(issue('OPTION_REQUIRED', at, `"${at}" has no endpoint.`, 'List at least one endpoint.'));
  const seen = new Set<string>();
  endpoints.forEach(({ name, directions, transfers }, index) => {
    const here = `${at}[${index}]`;
    if (seen.has(name))
      issues.push(
        issue('NAME_DUPLICATE', `${here}.name`, `"${name}" is there twice.`, 'Name each endpoint once.'),
      );
    seen.add(name);
    if (!directions.length)
      issues.push(
        issue(
          'OPTION_REQUIRED',
          `${here}.directions`,
          `"${name}" has no direction.`,
          'Add "in", "out" or both.',
        ),
      );
    if (transfers?.length === 0)
      issues.push(
        issue(
          'OPTION_REQUIRED',
          `${here}.transfers`,
          `"${name}" has no transfer.`,
          'Leave "transfers" out for all three.',
        ),
      );
  });
  return issues;
}

/**
 * Takes a profile from plain JSON, such as a file that describes a board.
 *
 * @param path - where it stands in its document, for the issues.
 * @throws {@link GadgetError} with every fault.
 */
export function readControllerProfile(value: unknown, path = ''): ControllerProfile {
  const issues = validateControllerProfile(value, path);
  if (issues.length) throw new GadgetError(issues);
  return value as ControllerProfile;
}
