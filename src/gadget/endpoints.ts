import { errnoNumbers } from '../attributes/errno.js';
import {
  kernelVersion,
  newestKernel,
  sinceRelease,
  type KernelVersion,
} from '../attributes/kernel-version.js';
import { driverOf, type FunctionDefinition } from '../functions/drivers.js';
import { functionName } from '../functions/function-name.js';
import type { FunctionRequests } from '../udc/allocate.js';
import { interfaceLimit } from '../udc/interface-limit.js';
import type { ControllerProfile } from '../udc/profile.js';
import type { EndpointRequest } from '../usb/endpoint.js';
import { endpointVerdict, type ConfigurationRequests, type EndpointVerdict } from '../udc/verdict.js';
import { configurationName, type GadgetDefinition } from './definition.js';
import { definitionOf, type GadgetSource } from './gadget-source.js';

/** Whether a kernel asks for it. */
const isAsked = ({ before }: EndpointRequest, kernel: KernelVersion): boolean =>
  before === undefined || kernel < sinceRelease(before);

function functionRequests(
  definition: FunctionDefinition,
  index: number,
  kernel: KernelVersion,
): FunctionRequests {
  const facts = driverOf(definition);
  const { bindErrno, heldOffBus = false, alternateSettings = false } = facts;
  return {
    name: functionName(definition),
    interfaces: facts.interfaces(definition, kernel),
    endpoints: facts.endpoints(definition, kernel).filter((each) => isAsked(each, kernel)),
    bindErrno: errnoNumbers[bindErrno],
    heldOffBus,
    alternateSettings,
    path: `functions[${index}]`,
  };
}

/**
 * What the functions of each configuration ask of a controller, in the order of their links.
 *
 * @param kernel - the version as a number. Default: the newest known.
 */
export function endpointRequests(
  { functions, configurations }: Pick<GadgetDefinition, 'functions' | 'configurations'>,
  kernel: KernelVersion = kernelVersion(newestKernel),
): ConfigurationRequests[] {
  const requests = new Map<string, FunctionRequests>();
  functions.forEach((each, index) => {
    const asked = functionRequests(each, index, kernel);
    requests.set(asked.name, asked);
  });
  return configurations.map((configuration) => ({
    name: configurationName(configuration),
    functions: configuration.functions.map((name) => requests.get(name)).filter((each) => each !== undefined),
  }));
}

/**
 * Which endpoint each function of a valid gadget gets, whether the kernel binds the gadget to the controller, and whether it
 * then works.
 *
 * @param kernel - as in `6.12`. Default: the newest known.
 *
 * @example
 * ```ts
 * const { binds, works, because } = endpointsOf(gadget, findControllerProfile('dwc2-bcm2835')!);
 * ```
 */
export function endpointsOf(
  gadget: GadgetSource,
  controller: ControllerProfile,
  kernel: string = newestKernel,
): EndpointVerdict {
  const version = kernelVersion(kernel);
  const requests = endpointRequests(definitionOf(gadget), version);
  return endpointVerdict(controller, requests, interfaceLimit(version));
}
