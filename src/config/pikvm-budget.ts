import { issue, type Issue } from '../errors.js';
import { functionName } from '../functions/function-name.js';
import { endpointRequests } from '../gadget/endpoints.js';
import { linkWithinBudget } from '../udc/budget.js';
import type { ControllerProfile } from '../udc/profile.js';
import { formatRemovals, suggestRemovals } from '../udc/removals.js';
import { endpointVerdict, type ConfigurationRequests } from '../udc/verdict.js';
import type { PikvmFunction } from './pikvm-functions.js';

/** What decides which functions are linked: PiKVM's count of endpoints, or those that the controller has. */
export type Budget = 'pikvm' | 'hardware';

/** What is linked, and what is to be said about it. */
export interface PikvmLinks {
  /** Names of the functions that are linked, in order. */
  readonly linked: readonly string[];
  /** Warnings, with paths of PiKVM's file. */
  readonly issues: readonly Issue[];
}

const nameOf = ({ definition }: PikvmFunction): string => functionName(definition);

/** What the functions of these names ask of the controller together. */
const requestsOf = (functions: readonly PikvmFunction[], names: readonly string[]): ConfigurationRequests[] =>
  endpointRequests({
    functions: functions.map(({ definition }) => definition),
    configurations: [{ name: 'c', number: 1, functions: names }],
  });

/** The first reason why a controller cannot serve these functions together. */
function obstacle(profile: ControllerProfile, requests: readonly ConfigurationRequests[]): Issue | undefined {
  return endpointVerdict(profile, requests).because.find(({ severity }) => severity === 'error');
}

/** What to turn off so that so many more endpoints are left: any one function that has them, else the last ones together. */
function roomFor(missing: number, linked: readonly PikvmFunction[]): string {
  const single = linked.filter(({ cost }) => cost >= missing);
  const last: PikvmFunction[] = [];
  let room = 0;
  for (const each of [...linked].reverse())
    if (room < missing) {
      room += each.cost;
      last.unshift(each);
    }
  if (room < missing) return 'Raise otg.endpoints.';
  const sets = single.length ? single.map((each) => [each]) : [last];
  const keys = sets.map((set) => [...new Set(set.map(({ device }) => `${device}.start`))]);
  return `To link it, set to false: ${formatRemovals(keys)}.`;
}

const withinPikvm = (functions: readonly PikvmFunction[], most: number): PikvmLinks => {
  const budgeted = functions.map((each) => ({ name: nameOf(each), cost: each.cost, start: each.start }));
  const { linked, overBudget, used } = linkWithinBudget(budgeted, most);
  const linkedFunctions = functions.filter((each) => linked.includes(nameOf(each)));
  const issues = functions
    .filter((each) => overBudget.includes(nameOf(each)))
    .map((each) =>
      issue(
        'BUDGET_EXCEEDED',
        each.device,
        `"${nameOf(each)}" is made and not linked: it costs ${each.cost} endpoints, and ${used} of ${most} are used.`,
        roomFor(each.cost - (most - used), linkedFunctions),
      ),
    );
  return { linked, issues };
};

const withinHardware = (functions: readonly PikvmFunction[], profile: ControllerProfile): PikvmLinks => {
  const linked: string[] = [];
  const issues: Issue[] = [];
  for (const each of functions.filter(({ start }) => start)) {
    const name = nameOf(each);
    const reason = obstacle(profile, requestsOf(functions, [...linked, name]));
    if (!reason) linked.push(name);
    else
      issues.push(
        issue(
          'BUDGET_EXCEEDED',
          each.device,
          `"${name}" is made and not linked: ${reason.message}`,
          'To link it, set "start" to false for another.',
        ),
      );
  }
  return { linked, issues };
};

/** Where PiKVM's count and the controller come to different ends. */
function disagreements(
  functions: readonly PikvmFunction[],
  linked: readonly string[],
  most: number,
  profile: ControllerProfile,
): Issue[] {
  const requests = requestsOf(functions, linked);
  const reason = obstacle(profile, requests);
  if (reason) {
    const removals = formatRemovals(requests.flatMap((each) => suggestRemovals(profile, each.functions)));
    const hint = removals ? `Turn off ${removals}.` : 'Turn off functions.';
    const message = `The budget of ${most} endpoints lets this be linked, and it does not fit ${profile.name}: ${reason.message}`;
    return [issue('BUDGET_DISAGREES', 'otg.endpoints', message, hint)];
  }
  const used = functions.reduce((sum, each) => sum + (linked.includes(nameOf(each)) ? each.cost : 0), 0);
  return functions
    .filter((each) => each.start && !linked.includes(nameOf(each)))
    .filter((each) => !obstacle(profile, requestsOf(functions, [...linked, nameOf(each)])))
    .map((each) =>
      issue(
        'BUDGET_DISAGREES',
        each.device,
        `"${nameOf(each)}" is over the budget of ${most} endpoints, and would fit ${profile.name}.`,
        `The board has room: set otg.endpoints to ${used + each.cost}, or link by what the hardware has (--budget hardware).`,
      ),
    );
}

/** Which functions are linked: all that are to be started, in order, as far as the budget reaches. */
export function linkPikvm(
  functions: readonly PikvmFunction[],
  most: number,
  budget: Budget,
  profile: ControllerProfile,
): PikvmLinks {
  if (budget === 'hardware') return withinHardware(functions, profile);
  const { linked, issues } = withinPikvm(functions, most);
  return { linked, issues: [...issues, ...disagreements(functions, linked, most, profile)] };
}
