import { errnoNumbers } from '../attributes/errno.js';
import { driverOf, type FunctionDefinition } from '../functions/drivers.js';
import { functionName } from '../functions/function-name.js';
import type { FunctionRequests } from '../udc/allocate.js';

/** What a function asks of the controller. */
export function functionRequests(definition: FunctionDefinition): FunctionRequests {
  const {
    interfaces,
    endpoints,
    bindErrno,
    heldOffBus = false,
    alternateSettings = false,
  } = driverOf(definition);
  return {
    name: functionName(definition),
    interfaces: interfaces(definition),
    endpoints: endpoints(definition),
    bindErrno: errnoNumbers[bindErrno],
    heldOffBus,
    alternateSettings,
  };
}
