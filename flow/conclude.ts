import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { insertPaymentOrder } from '#db/payments.ts';
import { cancelOpenSteps } from '#db/steps.ts';
import { wakeCase } from '#db/wakeups.ts';
import { Assessment } from '#domain/assessment.ts';
import type { CaseState } from '#domain/case.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import type { Claim } from '#domain/ladder.ts';
import { bySystem, type Need, Outcome } from '#domain/outcome.ts';
import { PersonRef } from '#domain/question.ts';
import { dueAfter } from './calendar.ts';
import { appendInHand, type Hand } from './hand.ts';
import { findTakenBenefit } from './held-benefits.ts';
import { commitment } from './ledger.ts';
import { openInto, toOpen } from './open.ts';
import type { PaymentOrder } from './payment-order.ts';
import { seal } from './seal.ts';

/** What a decision keeps sealed: the outcome with its amounts, the whole trace that led to it, and a person's reason. */
export const DecisionPersonal = z.object({
  outcome: Outcome,
  assessment: Assessment,
  reason: z.string().nullable().default(null),
  salt: z.base64(),
});
export type DecisionPersonal = z.infer<typeof DecisionPersonal>;

const DAY_MS = 86_400_000;

type DecidedData = Extract<CaseEvent, { type: 'case.decided' }>['data'];

/** What is to be decided, and by whom beside the system. */
export interface Verdict extends Omit<DecisionPersonal, 'salt'> {
  kind: DecidedData['outcome'];
  grounds: DecidedData['grounds'];
  officers: DecidedData['officers'];
}

/** Writes what the rules' outcome means for its case: a decision, or a place on a person's desk. */
export async function conclude(
  hand: Hand,
  state: CaseState,
  claim: Claim,
  assessment: Assessment,
  byRules: Outcome,
): Promise<CaseState> {
  const outcome = bySystem(hand.service, state.isPersons, byRules);
  if (outcome.kind === 'undecided') return park(hand, state, outcome.needs);
  const verdict = { kind: outcome.kind, outcome, assessment, reason: null, grounds: null, officers: [] };
  return decide(hand, state, claim, verdict);
}

/** Decides a case: benefit, event, payment order and what follows from it, or the desk where another case has the benefit. */
export async function decide(
  hand: Hand,
  state: CaseState,
  claim: Claim,
  verdict: Verdict,
): Promise<CaseState> {
  const { tx, actor, now, service, loaded } = hand;
  const { outcome, assessment, reason, kind, grounds, officers } = verdict;
  const granted = kind === 'granted' && outcome.kind === 'granted' ? outcome : null;
  const isPaid = granted !== null && service.definition.direction === 'pay' && granted.totalFen > 0;
  const taken = isPaid ? await findTakenBenefit(hand, granted, assessment) : undefined;
  if (taken !== undefined) return park(hand, state, [{ kind: 'already_granted', key: taken }]);

  const payBy = isPaid ? await dueAfter(tx, now, service.definition.payWithinWorkingDays) : null;
  const salt = randomBytes(16);
  const personal: DecisionPersonal = { outcome, assessment, reason, salt: salt.toString('base64') };
  const criterion = kind === 'not_applicable' && outcome.kind === kind ? outcome.criterion : null;
  const { drafts } = assessment;
  const data: DecidedData = { outcome: kind, criterion, grounds, payBy, drafts, officers };
  const decided = appendInHand(hand, state, [
    { event: { type: 'case.decided', version: 1, data }, personal },
  ]);
  // A question whose last answer is final has no open step.
  const isOut = state.questions.some(({ note }) => note === null || note.nextAt !== null);
  if (isOut) await cancelOpenSteps(tx, loaded.row.id, now);
  if (granted !== null && payBy !== null) await order(hand, claim, assessment, granted, payBy);
  if (drafts.length > 0) await wakeCase(tx, loaded.row.id, now);
  hand.leaves.push({
    kind: 'case.decided',
    actor: actor.id,
    refs: {
      case: loaded.row.id,
      outcome: kind,
      service: `${state.service}@${state.serviceVersion}`,
      officers: officers.map(({ id }) => id),
    },
    commitments: { decision: commitment(salt, { outcome, assessment, reason }) },
  });
  return decided;
}

type Granted = Extract<Outcome, { kind: 'granted' }>;

async function order(
  { tx, now, actor, leaves, loaded }: Hand,
  claim: Claim,
  assessment: Assessment,
  granted: Granted,
  payBy: NonNullable<DecidedData['payBy']>,
): Promise<void> {
  const payee = loaded.parties.find(({ role }) => role === granted.payeeRole);
  if (payee === undefined) throw new Error('a payee is a party of the application');
  const { person } = await openInto(leaves, tx, actor, 'pay', { person: toOpen(payee.person, PersonRef) });
  const account = claim[assessment.payee.accountFrom];
  if (account === undefined) throw new Error('the form asks for the account that money goes to');
  const paid: PaymentOrder = {
    totalFen: granted.totalFen,
    payee: granted.payeeRole,
    account,
    holder: person.name,
  };
  const sealedOrder = seal(loaded.key, 'payment_orders', 'order', loaded.row.id, paid);
  await insertPaymentOrder(tx, {
    caseId: loaded.row.id,
    order: sealedOrder,
    payBy,
    status: 'ready',
    round: 1,
    createdAt: now,
  });
}

/** Puts a case on the desk with what a person has to settle; nothing is written where that is known already. */
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
