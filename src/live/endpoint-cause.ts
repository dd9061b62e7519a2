import { errnoNumbers } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { driverOf } from '../functions/drivers.js';
import { functionName } from '../functions/function-name.js';
import { configurationName, type GadgetDefinition } from '../gadget/definition.js';
import type { FunctionRequests } from '../udc/allocate.js';
import { findControllerProfile } from '../udc/find-controller.js';
import { interfaceLimit } from '../udc/interface-limit.js';
import { endpointVerdict, type ConfigurationRequests } from '../udc/verdict.js';
import type { Cause } from './causes.js';

function requestsOf({ functions, configurations }: GadgetDefinition): ConfigurationRequests[] {
  const requests = new Map(
    functions.map((each): [string, FunctionRequests] => {
      const { interfaces, endpoints, bindErrno, heldOffBus = false, alternateSettings = false } = driverOf(each);
      const name = functionName(each);
      return [
        name,
        {
          name,
          interfaces: interfaces(each),
          endpoints: endpoints(each),
          bindErrno: errnoNumbers[bindErrno],
          heldOffBus,
          alternateSettings,
        },
      ];
    }),
  );
  return configurations.map((each) => ({
    name: configurationName(each),
    functions: each.functions.flatMap((name) => requests.get(name) ?? []),
  }));
}

/** Why the endpoints of a controller do not suffice for a gadget; undefined if they do, or if nothing is known of the controller. */
export function endpointCause(definition: GadgetDefinition, controller: string, kernel: KernelVersion): Cause | undefined {
  const profile = findControllerProfile(controller);
  if (!profile) return undefined;
  const { because } = endpointVerdict(profile, requestsOf(definition), interfaceLimit(kernel));
  const reason = because.find(({ stops }) => stops === 'bind');
  return reason && { cause: reason.message, cure: reason.hint };
}
