import { findCorrected, listStepsAnsweredBy, markReopened } from '#db/tickets.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { CaseId, StepId, TicketId } from '#domain/ids.ts';
import { isAllowed } from '#domain/permission.ts';
import { appendInHand, withHand } from './hand.ts';
import { findAskable, requeue } from './reopen-question.ts';
import { SYSTEM } from './system.ts';

/**
 * After a department has corrected its record: puts the question again to it for every open case that stands on the old answer,
 * its own and those that had the answer used again. A decided case stays as it was decided. Returns whether there was one.
 */
export async function reopenOneCorrected(pool: Pool, now: Date): Promise<boolean> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const ticket = await findCorrected(tx);
    if (ticket === undefined) return false;
    if (!(await markReopened(tx, ticket.id, now))) return true;
    for (const { id, caseId } of await listStepsAnsweredBy(tx, ticket.step)) {
      const leader = id === ticket.step ? null : ticket.step;
      await reopenStep(tx, now, caseId, id, ticket.id, leader);
    }
    return true;
  });
}

async function reopenStep(
  tx: Tx,
  now: Date,
  caseId: CaseId,
  step: StepId,
  ticket: TicketId,
  leader: StepId | null,
): Promise<void> {
  await withHand(tx, SYSTEM.broker, now, caseId, async (hand) => {
    const { state } = hand.loaded;
    if (!isAllowed(state.status, 'plan')) return state;
    const asked = state.questions.find((question) => question.step === step);
    const question = asked && findAskable(state, asked.requirement);
    // A requirement that has gone on to other means, or was settled by a person, no longer stands on this answer.
    if (question?.step !== step) return state;
    const { definition } = hand.service;
    if (!(await requeue(tx, now, definition, question, null, leader))) return state;
    const { requirement, rung } = question;
    const standing = { kind: 'waiting' as const, rung, offered: null };
    hand.leaves.push({
      kind: 'question.reopened',
      actor: hand.actor.id,
      refs: { case: caseId, step, requirement, ticket },
    });
    const data = { step, requirement, ticket, standing };
    return appendInHand(hand, state, [{ event: { type: 'question.reopened', version: 1, data } }]);
  });
}
