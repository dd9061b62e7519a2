/** A function with the endpoints that PiKVM counts for it, IN and OUT in one number. */
export interface BudgetedFunction {
  /** Its name. */
  readonly name: string;
  /** What it costs. */
  readonly cost: number;
  /** Whether it is to be linked at all. */
  readonly start: boolean;
}

/** What a scalar budget links. */
export interface BudgetedLinks {
  /** Linked, in order. */
  readonly linked: readonly string[];
  /** To be linked, and over the budget: made and not linked. */
  readonly overBudget: readonly string[];
  /** The sum of the costs of what is linked. */
  readonly used: number;
}

/**
 * Links functions in order while the sum of their costs stays within the budget, as PiKVM does: each is held against what is
 * left, so a later and cheaper one is still linked after one that was too much (kvmd 4.197, kvmd/apps/otg).
 */
export function linkWithinBudget(functions: readonly BudgetedFunction[], budget: number): BudgetedLinks {
  const linked: string[] = [];
  const overBudget: string[] = [];
  let used = 0;
  for (const { name, cost, start } of functions) {
    if (!start) continue;
    const fits = used + cost <= budget;
    if (fits) used += cost;
    (fits ? linked : overBudget).push(name);
  }
  return { linked, overBudget, used };
}
