import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { claimBenefit, insertPaymentOrder } from '#db/cases.ts';
import { cancelOpenSteps, wakeCase } from '#db/steps.ts';
import { Assessment } from '#domain/assessment.ts';
import type { CaseState } from '#domain/case.ts';
import type { Claim } from '#domain/ladder.ts';
import { type Need, Outcome } from '#domain/outcome.ts';
import { dueAfter } from './calendar.ts';
import { appendInHand, type Hand } from './hand.ts';
import { commitment } from './ledger.ts';
import { seal } from './seal.ts';

/** What a decision keeps sealed: the outcome with its amounts, and the whole trace that led to it. */
export const DecisionPersonal = z.object({ outcome: Outcome, assessment: Assessment, salt: z.base64() });
export type DecisionPersonal = z.infer<typeof DecisionPersonal>;

/** A one-off benefit has one period: a second claim for the same death meets the first. */
const ONE_OFF = 'once';
const DAY_MS = 86_400_000;

/** Writes what an outcome means for its case: a decision with its payment order, or a place on a person's desk. */
export async function conclude(
  hand: Hand,
  state: CaseState,
  claim: Claim,
  assessment: Assessment,
  outcome: Outcome,
): Promise<CaseState> {
  if (outcome.kind === 'undecided') return park(hand, state, outcome.needs);
  if (outcome.kind === 'granted' && !(await holdsBenefit(hand)))
    return park(hand, state, [{ kind: 'already_granted' }]);

  const { tx, actor, now, service, loaded } = hand;
  const { payWithinWorkingDays } = service.definition;
  const payBy = outcome.kind === 'granted' ? await dueAfter(tx, now, payWithinWorkingDays) : null;
  const salt = randomBytes(16);
  const personal: DecisionPersonal = { outcome, assessment, salt: salt.toString('base64') };
  const criterion = outcome.kind === 'not_applicable' ? outcome.criterion : null;
  const data = { outcome: outcome.kind, criterion, payBy };
  const decided = appendInHand(hand, state, [
    { event: { type: 'case.decided', version: 1, data }, personal },
  ]);
  // A question whose last answer is final has no open step.
  const isOut = state.questions.some(({ note }) => note === null || note.nextAt !== null);
  if (isOut) await cancelOpenSteps(tx, loaded.row.id, now);
  if (outcome.kind === 'granted' && payBy !== null) {
    const account = claim[assessment.payee.accountFrom];
    const order = { totalFen: outcome.totalFen, payee: outcome.payeeRole, account };
    const sealedOrder = seal(loaded.key, 'payment_orders', 'order', loaded.row.id, order);
    await insertPaymentOrder(tx, { caseId: loaded.row.id, order: sealedOrder, payBy, createdAt: now });
  }
  hand.leaves.push({
    kind: 'case.decided',
    actor: actor.id,
    refs: {
      case: loaded.row.id,
      outcome: outcome.kind,
      service: `${state.service}@${state.serviceVersion}`,
    },
    commitments: { decision: commitment(salt, { outcome, assessment }) },
  });
  return decided;
}

/** Whether the benefit is this case's: the database lets one case of all that claim it for one death have it. */
async function holdsBenefit({ tx, now, service, loaded }: Hand): Promise<boolean> {
  const deceased = loaded.parties.find(({ role }) => role === 'deceased');
  if (deceased === undefined) throw new Error('a claim after a death names the deceased');
  const holder = await claimBenefit(tx, {
    benefit: service.definition.benefit,
    deceasedIndex: deceased.idIndex,
    period: ONE_OFF,
    caseId: loaded.row.id,
    grantedAt: now,
  });
  return holder === loaded.row.id;
}

async function park(hand: Hand, state: CaseState, needs: Need[]): Promise<CaseState> {
  const { tx, now, loaded } = hand;
  if (needs.some(({ kind }) => kind === 'parameter')) {
    await wakeCase(tx, loaded.row.id, new Date(now.getTime() + DAY_MS));
  }
  const open = needs.map(withoutDay);
  if (state.status === 'review' && JSON.stringify(state.needs) === JSON.stringify(open)) return state;
  return appendInHand(hand, state, [{ event: { type: 'case.parked', version: 1, data: { needs: open } } }]);
}

/** Events keep in the clear which year's figure is missing, not the day: that is the day of somebody's death. */
function withoutDay(need: Need): Need {
  return need.kind === 'parameter' ? { ...need, on: need.on.slice(0, 4) } : need;
}
