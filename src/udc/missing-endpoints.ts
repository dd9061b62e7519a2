import { directions, type Direction } from '../usb/endpoint.js';
import { claim, type FunctionRequests } from './allocate.js';
import { candidatesOf } from './candidates.js';
import type { ControllerProfile } from './profile.js';

/** How many endpoints more a configuration would take: those that get none where the kernel would go on to ask. */
function missingEndpoints(
  profile: ControllerProfile,
  functions: readonly FunctionRequests[],
): Record<Direction, number> {
  const candidates = candidatesOf(profile);
  const state = { claimed: 0 };
  const missing = { in: 0, out: 0 };
  for (const request of functions.flatMap(({ endpoints }) => endpoints))
    if (!request.optional && !claim(candidates[request.direction][request.transfer], request, state))
      missing[request.direction]++;
  return missing;
}

/** A sentence after another on what a configuration is short of; nothing where it is none of the controller's endpoints. */
export function formatMissing(profile: ControllerProfile, functions: readonly FunctionRequests[]): string {
  const missing = missingEndpoints(profile, functions);
  const sides = directions.filter((each) => missing[each] > 0);
  const last = sides.at(-1);
  if (!last) return '';
  const counts = sides.map((each) => `${missing[each]} ${each.toUpperCase()}`).join(' and ');
  return ` In all it is short of ${counts} endpoint${missing[last] === 1 ? '' : 's'}.`;
}
