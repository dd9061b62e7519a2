import type { NetworkAction, RunProgram } from './network-action.js';
import type { NetworkStep } from './network-plan.js';

/** Steps that one action does together. */
export interface JoinedSteps {
  /** In order. */
  readonly steps: readonly NetworkStep[];
  /** What does them. */
  readonly action: NetworkAction;
}

const isRules = (action: NetworkAction): action is RunProgram & { readonly input: readonly [string] } =>
  action.op === 'run' && action.words.join(' ') === 'nft -f -' && action.input?.length === 1;

/**
 * The same steps with neighbours that load rules by nft done together: what it reads at once is one transaction, and one start of a program.
 * Each is still taken back by itself, since a network that takes the place of another may keep one and not the other.
 */
export function joinedSteps(steps: readonly NetworkStep[]): JoinedSteps[] {
  const joined: JoinedSteps[] = [];
  for (const step of steps) {
    const { action } = step;
    const last = joined.at(-1);
    if (last && isRules(last.action) && isRules(action)) {
      const input = [last.action.input[0] + action.input[0]];
      joined[joined.length - 1] = { steps: [...last.steps, step], action: { ...action, input } };
    } else joined.push({ steps: [step], action });
  }
  return joined;
}
