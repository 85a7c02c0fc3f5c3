/**
 * Thrown where an expression would run away: too many steps, a list or a number too large. A definition that
 * does this is wrong; no value stands in for the result.
 */
export class FeelLimitError extends Error {
  override readonly name = 'FeelLimitError';
}

const STEPS = 200_000;

/** Counts the steps of one evaluation, so that nested iterations end in an error and not in a hung process. */
export interface Budget {
  steps: number;
}

export function newBudget(): Budget {
  return { steps: STEPS };
}

export function spend(budget: Budget, steps = 1): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new FeelLimitError(`The expression needs more than ${STEPS} steps.`);
}
