import type { GadgetDefinition } from '../../gadget/definition.js';
import { endpointsOf } from '../../gadget/endpoints.js';
import { findControllerProfile } from '../../udc/find-controller.js';
import type { Cause } from './cause.js';

/** Why the endpoints of a controller do not suffice for a gadget; undefined if they do, or if nothing is known of the controller. */
export function endpointCause(
  definition: GadgetDefinition,
  controller: string,
  kernel: string,
): Cause | undefined {
  const profile = findControllerProfile(controller);
  if (!profile) return undefined;
  const reason = endpointsOf(definition, profile, kernel).because.find(({ stops }) => stops === 'bind');
  return reason && { cause: reason.message, cure: reason.hint };
}
