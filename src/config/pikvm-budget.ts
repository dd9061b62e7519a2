import { issue, type Issue } from '../errors.js';
import { functionName } from '../functions/function-name.js';
import { endpointRequests } from '../gadget/endpoints.js';
import { linkWithinBudget, type BudgetedLinks } from '../udc/budget.js';
import type { ControllerProfile } from '../udc/profile.js';
import { formatRemovals, suggestRemovals } from '../udc/removals.js';
import { endpointVerdict, type ConfigurationRequests } from '../udc/verdict.js';
import type { PikvmFunction } from './pikvm-functions.js';
import { counted } from '../options/counted.js';

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

/** What PiKVM links of these, those at some devices left out. */
const linkedWithout = (
  functions: readonly PikvmFunction[],
  most: number,
  off: readonly string[] = [],
): BudgetedLinks =>
  linkWithinBudget(
    functions.map((each) => ({
      name: nameOf(each),
      cost: each.cost,
      start: each.start && !off.includes(each.device),
    })),
    most,
  );

/** What to turn off for a function to be linked: any one device before it that will do, else the last ones together. */
function roomFor(wanted: PikvmFunction, functions: readonly PikvmFunction[], most: number): string {
  const isRoom = (off: readonly string[]): boolean =>
    linkedWithout(functions, most, off).linked.includes(nameOf(wanted));
  const before = functions.slice(0, functions.indexOf(wanted)).filter((each) => each.start);
  const devices = [...new Set(before.map(({ device }) => device))].filter((each) => each !== wanted.device);
  const single = devices.map((each) => [each]).filter(isRoom);
  const last = devices.map((_, index) => devices.slice(index)).findLast(isRoom);
  const sets = single.length || !last ? single : [last];
  const keys = sets.map((set) => set.map((device) => `${device}.start`));
  return keys.length ? `To link it, set to false: ${formatRemovals(keys)}.` : 'Raise otg.endpoints.';
}

const withinPikvm = (functions: readonly PikvmFunction[], most: number): PikvmLinks => {
  const { linked, overBudget, used } = linkedWithout(functions, most);
  const issues = functions
    .filter((each) => overBudget.includes(nameOf(each)))
    .map((each) =>
      issue(
        'BUDGET_EXCEEDED',
        each.device,
        `"${nameOf(each)}" is made and not linked: it costs ${counted(each.cost, 'endpoint')}, and ${used} of ${most} are used.`,
        roomFor(each, functions, most),
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
  const fitting = withinHardware(functions, profile).linked;
  return functions
    .filter((each) => !linked.includes(nameOf(each)) && fitting.includes(nameOf(each)))
    .map((each) => {
      let enough = most + 1;
      while (!linkedWithout(functions, enough).linked.includes(nameOf(each))) enough++;
      const isRoom = !obstacle(profile, requestsOf(functions, linkedWithout(functions, enough).linked));
      return issue(
        'BUDGET_DISAGREES',
        each.device,
        `"${nameOf(each)}" is over the budget of ${most} endpoints, and would fit ${profile.name}.`,
        isRoom
          ? `The board has room: set otg.endpoints to ${enough}, or link by what the hardware has (--budget hardware).`
          : 'Link by what the hardware has (--budget hardware).',
      );
    });
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
