import { allocateEndpoints, type FunctionRequests } from './allocate.js';
import { leastInterfaceLimit } from './interface-limit.js';
import type { ControllerProfile } from './profile.js';
import { workIssues } from './work-issues.js';

/** Sets of functions of which any one will do, as part of a sentence. */
export const formatRemovals = (sets: readonly (readonly string[])[]): string =>
  sets.map((names) => names.join(' and ')).join(', or ');

// Each set takes some microseconds.
const mostTried = 5000;
const mostSuggested = 3;

/** All sets of `size` indexes below `count`, those of the last functions first, each in ascending order. */
function* indexSets(count: number, size: number): Generator<readonly number[]> {
  if (size === 0) yield [];
  else
    for (let last = count - 1; last >= size - 1; last--)
      for (const rest of indexSets(last, size - 1)) yield [...rest, last];
}

/**
 * The smallest sets of functions of one configuration whose removal makes the rest bind and work: at most three, all of
 * the same size, sets of the last functions first. A function that holds the gadget off the bus is no reason to remove it.
 *
 * @param interfaceLimit - how many interfaces the kernel numbers, see {@link interfaceLimit}. Default 16.
 * @returns names of functions; empty if everything fits as it is, or if no small set was found.
 */
export function suggestRemovals(
  profile: ControllerProfile,
  functions: readonly FunctionRequests[],
  interfaceLimit: number = leastInterfaceLimit,
): readonly (readonly string[])[] {
  const fits = (kept: readonly FunctionRequests[]): boolean => {
    const allocation = allocateEndpoints(profile, kept, interfaceLimit);
    return !allocation.refusal && workIssues(profile, allocation).length === 0;
  };
  const suggestions: (readonly string[])[] = [];
  if (fits(functions)) return suggestions;
  let tried = 0;
  for (let size = 1; size < functions.length && !suggestions.length; size++)
    for (const removed of indexSets(functions.length, size)) {
      if (++tried > mostTried || suggestions.length === mostSuggested) break;
      if (fits(functions.filter((_, index) => !removed.includes(index))))
        suggestions.push(functions.filter((_, index) => removed.includes(index)).map(({ name }) => name));
    }
  return suggestions;
}
