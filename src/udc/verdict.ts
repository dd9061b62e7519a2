import type { Issue } from '../errors.js';
import { allocateEndpoints, type EndpointAllocation, type FunctionRequests } from './allocate.js';
import { leastInterfaceLimit } from './interface-limit.js';
import type { ControllerProfile } from './profile.js';
import { refusalIssue } from './refusal-issue.js';
import { heldOffBusIssues, workIssues } from './work-issues.js';

/** The functions of one configuration, in the order of their links. */
export interface ConfigurationRequests {
  /** Its name, `<label>.<number>`. */
  readonly name: string;
  /** Its functions. */
  readonly functions: readonly FunctionRequests[];
}

/** What one configuration gets. */
export interface ConfigurationEndpoints extends EndpointAllocation {
  /** Its name. */
  readonly name: string;
}

/** Whether a gadget binds to a controller, and whether all of it then works. */
export interface EndpointVerdict {
  /** The kernel accepts it. */
  readonly binds: boolean;
  /** It binds, every endpoint can do its work when the host configures the device, and nothing holds the gadget off the bus. */
  readonly works: boolean;
  /** Why not. Empty if it works. */
  readonly because: readonly Issue[];
  /** Who gets what. */
  readonly configurations: readonly ConfigurationEndpoints[];
}

/**
 * Judges a gadget on a controller. Every configuration has all endpoints for itself, and one that is refused stops the bind of
 * the whole gadget; the others are judged all the same.
 *
 * @param interfaceLimit - how many interfaces the kernel numbers, see {@link interfaceLimit}. Default 16.
 */
export function endpointVerdict(
  profile: ControllerProfile,
  configurations: readonly ConfigurationRequests[],
  interfaceLimit: number = leastInterfaceLimit,
): EndpointVerdict {
  const because: Issue[] = [];
  const allocated: ConfigurationEndpoints[] = [];
  let binds = true;
  for (const { name, functions } of configurations) {
    const allocation = allocateEndpoints(profile, functions, interfaceLimit);
    allocated.push({ name, ...allocation });
    if (allocation.refusal) {
      binds = false;
      because.push(refusalIssue(profile, functions, allocation, allocation.refusal, interfaceLimit));
    } else because.push(...workIssues(profile, allocation));
  }
  for (const { functions } of configurations) because.push(...heldOffBusIssues(functions));
  return { binds, works: because.length === 0, because, configurations: allocated };
}
