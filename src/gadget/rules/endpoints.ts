import { driverOf } from '../../functions/drivers.js';
import { interfaceLimit } from '../../udc/interface-limit.js';
import { endpointVerdict } from '../../udc/verdict.js';
import { heldOffBusIssues } from '../../udc/work-issues.js';
import { endpointRequests } from '../endpoints.js';
import type { GadgetRule } from '../valid-parts.js';

const isWhole = <Part>(parts: readonly (Part | undefined)[]): parts is readonly Part[] =>
  !parts.includes(undefined);

/** Whether the gadget binds to its controller and then works; without a controller, only what holds on all of them. */
export const endpoints: GadgetRule = ({ functions, configurations }, issues, { kernel, controller }) => {
  if (!isWhole(functions) || !isWhole(configurations)) return;
  if (!controller && !functions.some((each) => driverOf(each).heldOffBus)) return;
  const requests = endpointRequests({ functions, configurations }, kernel);
  if (controller) issues.push(...endpointVerdict(controller, requests, interfaceLimit(kernel)).because);
  else for (const each of requests) issues.push(...heldOffBusIssues(each.functions));
};
