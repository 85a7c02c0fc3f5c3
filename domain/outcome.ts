import { z } from 'zod';
import type { Assessment } from './assessment.ts';
import { fen, sumFen } from './money.ts';
import { ExhaustedReason, type RequirementState, type RequirementStates } from './requirement.ts';
import type { CompiledService } from './rules.ts';
import { Name, PartyRole } from './service.ts';

/** What stands between a case and its decision, for a person to settle or for the city to supply. */
export const Need = z.discriminatedUnion('kind', [
  /** No means of its ladder established the requirement; `reason` is what the last one came to. */
  z.object({ kind: z.literal('requirement'), id: Name, reason: ExhaustedReason }),
  /** The criterion fails, or its facts do not fit together, and only a person may say what follows. */
  z.object({ kind: z.literal('criterion'), id: z.string() }),
  /** The amount cannot be used: it is nothing, below zero, or not a whole number of fen. */
  z.object({ kind: z.literal('amount'), id: Name }),
  /** A figure that nobody has published yet for the day that it is needed for. */
  z.object({ kind: z.literal('parameter'), name: Name, key: z.string(), on: z.string() }),
  /** The total is above what the system may decide by itself. */
  z.object({ kind: z.literal('limit'), limitFen: z.int() }),
  /** The same benefit, or an item of the same exclusive group, has been granted for the same death already. */
  z.object({ kind: z.literal('already_granted'), key: z.string().default('') }),
  /** Nothing is open any more: a decision that two persons sign, because one of them had to judge, or by law. */
  z.object({ kind: z.literal('signature') }),
]);
export type Need = z.infer<typeof Need>;

/**
 * What the rules make of a case. They never refuse: a decision with a large effect is not a machine's alone
 * (个人信息保护法 art. 24), so whatever is not granted and not plainly another service's matter is a person's.
 */
export const Outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('granted'),
    amounts: z.array(z.object({ id: Name, fen: z.int().nonnegative() })),
    totalFen: z.int().nonnegative(),
    payeeRole: PartyRole,
  }),
  z.object({ kind: z.literal('not_applicable'), criterion: z.string() }),
  z.object({ kind: z.literal('undecided'), needs: z.array(Need).min(1) }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** The outcome of a case by its rules, as far as it is known; null while a department or the applicant can still be waited for. */
export function outcomeOf(assessment: Assessment, states: RequirementStates): Outcome | null {
  if (assessment.verdict === false) return outcomeOfFailure(assessment);
  const stuck = assessment.needs.requirements.map((id) => ({ id, state: states[id] }));
  if (stuck.some(({ state }) => isMoving(state))) return null;
  const needs = [
    ...stuck.map(({ id, state }): Need => ({ kind: 'requirement', id, reason: reasonOf(state) })),
    ...assessment.needs.parameters.map((missing): Need => ({ kind: 'parameter', ...missing })),
    ...assessment.needs.criteria.map((id): Need => ({ kind: 'criterion', id })),
    ...assessment.needs.amounts.map((id): Need => ({ kind: 'amount', id })),
  ];
  return needs.length > 0 ? { kind: 'undecided', needs } : grantedOf(assessment);
}

function outcomeOfFailure(assessment: Assessment): Outcome {
  if (assessment.notApplicable !== null) {
    return { kind: 'not_applicable', criterion: assessment.notApplicable };
  }
  const failing = assessment.criteria.filter((criterion) => criterion.result === 'fails');
  const blamed = failing.length > 0 ? failing : assessment.criteria;
  return { kind: 'undecided', needs: blamed.map(({ id }) => ({ kind: 'criterion', id })) };
}

function grantedOf(assessment: Assessment): Outcome {
  const amounts = assessment.amounts.map(({ id, fen: count }) => {
    if (count === 'unknown') throw new Error(`amount ${id} is unknown and nothing says why`);
    return { id, fen: fen(count) };
  });
  const totalFen = sumFen(amounts.map((amount) => amount.fen));
  return { kind: 'granted', amounts, totalFen, payeeRole: assessment.payee.role };
}

/**
 * What the system may conclude from the rules' outcome by itself. Where a person has judged, where the applicant has asked
 * for a person, where the service is signed by persons or the sum is above its limit, persons decide.
 */
export function bySystem({ definition }: CompiledService, isPersons: boolean, outcome: Outcome): Outcome {
  if (outcome.kind === 'undecided') return outcome;
  const { mode, amountLimitFen: limitFen } = definition.decision;
  if (isPersons || (outcome.kind === 'granted' && mode === 'clerk')) {
    return { kind: 'undecided', needs: [{ kind: 'signature' }] };
  }
  const isAbove = outcome.kind === 'granted' && outcome.totalFen > limitFen;
  return isAbove ? { kind: 'undecided', needs: [{ kind: 'limit', limitFen }] } : outcome;
}

function isMoving(state: RequirementState | undefined): boolean {
  return state?.kind === 'open' || state?.kind === 'waiting' || state?.kind === 'offered';
}

/** A requirement without a state was never asked: the same as one that nobody has a record of. */
function reasonOf(state: RequirementState | undefined): ExhaustedReason {
  return state?.kind === 'exhausted' ? state.reason : 'no_record';
}
