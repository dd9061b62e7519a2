import {
  defineGadget,
  endpointRequests,
  endpointsOf,
  interfaceLimit,
  kernelVersion,
  suggestRemovals,
  validate,
  type ControllerProfile,
  type EndpointVerdict,
  type GadgetDefinition,
  type Issue,
} from 'usb-gadget';
import { defineNetwork, validateNetworks, type NetworkDefinition } from 'usb-gadget/network';
import { isObject } from './path.js';
import { controllerOf, functionsOf, type State } from './state.js';

/** What the library says of a state. */
export interface Judgement {
  /** The board, the default one if that of the state is not known. */
  readonly controller: ControllerProfile;
  /** The gadget with everything filled in. */
  readonly definition: GadgetDefinition;
  /** Its networks with everything filled in. */
  readonly networks: readonly NetworkDefinition[];
  /** Everything that is to be said, errors first. */
  readonly issues: readonly Issue[];
  /** Who gets which endpoint; functions with faults of their own are left out. Undefined without configurations. */
  readonly endpoints?: EndpointVerdict;
  /** Sets of functions without which the rest fits, the first configuration that does not fit. */
  readonly removals: readonly (readonly string[])[];
  /** The kernel can be told of the gadget and binds it. */
  readonly binds: boolean;
  /** And all of it is there for the host. */
  readonly works: boolean;
}

const gravity = { error: 0, warning: 1, note: 2 };

const stopsWriting = ({ severity, stops = 'run' }: Issue): boolean =>
  severity === 'error' && (stops === 'write' || stops === 'run');

/** The gadget without functions that cannot be written, so that endpoints are shown while somebody types. */
function soundPart(definition: GadgetDefinition, issues: readonly Issue[]): GadgetDefinition | undefined {
  const isFaulty = (place: string): boolean =>
    issues.some(
      (each) =>
        stopsWriting(each) &&
        (each.path === place || (/^[.[]/.test(each.path.slice(place.length)) && each.path.startsWith(place))),
    );
  const { functions, configurations }: Partial<GadgetDefinition> = definition;
  if (!Array.isArray(functions) || !Array.isArray(configurations)) return undefined;
  return {
    ...definition,
    functions: functions.filter((each, index) => isObject(each) && !isFaulty(`functions[${index}]`)),
    configurations: configurations.filter(
      (each, index) => isObject(each) && !isFaulty(`configurations[${index}]`),
    ),
  };
}

function removalsFor(
  sound: GadgetDefinition,
  controller: ControllerProfile,
  kernel: string,
): Judgement['removals'] {
  const version = kernelVersion(kernel);
  const sets = endpointRequests(sound, version).map(({ functions }) =>
    suggestRemovals(controller, functions, interfaceLimit(version)),
  );
  return sets.find((each) => each.length > 0) ?? [];
}

/** Holds a state against the library's rules: everything that the page shows but the state itself. */
export function judge({ kernel, gadget, networks: given, ...where }: State): Judgement {
  const controller = controllerOf(where);
  const definition = defineGadget(gadget);
  const networks = given.map(defineNetwork);
  const found = validate(definition, { kernel, controller });
  const isWhole = !found.some(stopsWriting);
  const hasFunctions = functionsOf(gadget).length > 0;
  const issues = [...found, ...validateNetworks(networks, isWhole ? definition : undefined)]
    // Nobody has to be told that of a page on which nothing was added yet.
    .filter(({ code }) => hasFunctions || code !== 'CONFIGURATION_EMPTY')
    .sort((left, right) => gravity[left.severity] - gravity[right.severity]);
  const sound = soundPart(definition, found);
  const keepsOff = ({ severity, code }: Issue): boolean => severity === 'error' || code === 'HELD_OFF_BUS';
  return {
    controller,
    definition,
    networks,
    issues,
    ...(sound && { endpoints: endpointsOf(sound, controller, kernel) }),
    removals: sound ? removalsFor(sound, controller, kernel) : [],
    binds:
      hasFunctions &&
      isWhole &&
      !issues.some(({ severity, stops }) => severity === 'error' && stops === 'bind'),
    works: hasFunctions && !issues.some(keepsOff),
  };
}
