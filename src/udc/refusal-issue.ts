import { errnoNumbers } from '../attributes/errno.js';
import { issue, type Issue } from '../errors.js';
import {
  pathOf,
  type EndpointAllocation,
  type FunctionRequests,
  type AllocationRefusal,
} from './allocate.js';
import { formatMissing } from './missing-endpoints.js';
import type { ControllerProfile } from './profile.js';

function errnoHint(errno: number): string {
  return `Since 5.19 the write to UDC fails with EBUSY whatever the cause; the kernel log holds the true errno, -${errno}.`;
}

/** What the kernel refuses and why. */
export function refusalIssue(
  profile: ControllerProfile,
  functions: readonly FunctionRequests[],
  allocation: EndpointAllocation,
  { function: refused, index, lacks, request }: AllocationRefusal,
  interfaceLimit: number,
): Issue {
  const { name, bindErrno } = refused;
  const path = pathOf(refused);
  if (lacks === 'alternateSettings')
    return issue(
      'ALTERNATE_SETTINGS_MISSING',
      path,
      `"${name}" needs alternate settings, and ${profile.name} has none.`,
      `Use a function without them, such as eem for a network. ${errnoHint(errnoNumbers.EINVAL)}`,
    );
  if (lacks === 'interface' || !request) {
    const wanted = functions.slice(0, index + 1).reduce((sum, { interfaces }) => sum + interfaces, 0);
    return issue(
      'INTERFACES_EXHAUSTED',
      path,
      `"${name}" would bring the configuration to ${wanted} interfaces; the kernel numbers ${interfaceLimit}.`,
      `Turn off a function, or put it into a configuration of its own. ${errnoHint(errnoNumbers.ENODEV)}`,
    );
  }
  const { direction, transfer, matchSize } = request;
  const side = direction.toUpperCase();
  const size = matchSize ? ` of ${matchSize} bytes` : '';
  const { used, free, total } = allocation[direction];
  const rest = free
    ? `; of its ${free} free ${side} endpoints none fits`
    : `: ${used} of ${total} ${side} endpoints are used`;
  return issue(
    'ENDPOINTS_EXHAUSTED',
    path,
    `"${name}" needs an ${side} endpoint for ${transfer}${size}, and ${profile.name} has none left${rest}.${formatMissing(profile, functions)}`,
    `Turn off a function that uses an ${side} endpoint. ${errnoHint(bindErrno)}`,
  );
}
