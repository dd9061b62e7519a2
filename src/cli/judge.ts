import { GadgetError, hasErrors, type Issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { endpointsOf } from '../gadget/endpoints.js';
import { validate } from '../gadget/validate.js';
import type { NetworkDefinition } from '../network/network-definition.js';
import type { ControllerProfile } from '../udc/profile.js';
import type { EndpointVerdict } from '../udc/verdict.js';
import type { Options } from './options.js';
import { readInput } from './read-input.js';
import { namedController, targetFor, type Target } from './target.js';

/** A gadget from a file, held against a kernel and a controller. */
export interface Judgement {
  /** What it was held against. */
  readonly target: Target;
  /** The gadget; undefined if an error stands in the way. */
  readonly definition?: GadgetDefinition;
  /** The networks over its network cards. */
  readonly networks: readonly NetworkDefinition[];
  /** Who gets which endpoint; undefined if an error stands in the way. */
  readonly endpoints?: EndpointVerdict;
  /** Everything that is to be said, with places in the file. */
  readonly issues: readonly Issue[];
  /** The kernel can be told of the gadget, and binds it to the controller. */
  readonly binds: boolean;
  /** It binds, and all of it is there for the host at once. */
  readonly works: boolean;
  /** Gives issues of the definition their places in the file. */
  locate(issues: readonly Issue[]): readonly Issue[];
}

/** Whether a gadget then lacks something: an error, or a function that keeps it off the bus. */
export const keepsFromWorking = ({ severity, code }: Issue): boolean =>
  severity === 'error' || code === 'HELD_OFF_BUS';

/** In the order of the file; what has no place comes first. */
function byPlace({ location: left }: Issue, { location: right }: Issue): number {
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  return left.line - right.line || left.column - right.column;
}

/** What a file says; one that cannot be read says only that. */
function read(
  file: string,
  options: Options,
  named: ControllerProfile | undefined,
): Pick<Judgement, 'definition' | 'networks' | 'issues' | 'locate'> {
  try {
    return readInput(file, options, named);
  } catch (error) {
    if (!(error instanceof GadgetError)) throw error;
    return { networks: [], issues: error.issues, locate: (issues) => issues };
  }
}

/**
 * Reads the gadget of a file and judges it, without a look at configfs.
 *
 * @param binds - whether it is a matter which of several controllers it is for. Default true.
 */
export function judge(file: string, options: Options, binds = true): Judgement {
  const named = namedController(options);
  const { definition, networks, issues: told, locate } = read(file, options, named);
  const target = targetFor(options, named, definition, binds);
  const { kernel, controller } = target;
  const found = definition
    ? locate([...target.issues, ...validate(definition, { kernel, controller })])
    : target.issues;
  const issues = [...told, ...found].sort(byPlace);
  const isWritable = definition !== undefined && !hasErrors(issues, 'write', 'run');
  return {
    target,
    networks,
    ...(isWritable && { definition, endpoints: endpointsOf(definition, controller, kernel) }),
    issues,
    binds: isWritable && !hasErrors(issues, 'bind'),
    works: !issues.some(keepsFromWorking),
    locate,
  };
}

/** What was not told of the file before, of issues without a place in it. */
export function withoutTold(issues: readonly Issue[], judgement: Judgement): readonly Issue[] {
  const told = new Set(judgement.issues.map(({ message }) => message));
  return issues.filter(({ message }) => !told.has(message));
}

/** 1 if there are errors; warnings are none, so that a function that waits for its program is none. */
export function exitStatus(issues: readonly Issue[]): number {
  return hasErrors(issues) ? 1 : 0;
}
