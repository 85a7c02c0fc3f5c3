import { findPendingStep, seizeStep } from '#db/steps.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { CaseId, ConnectorId } from '#domain/ids.ts';
import type { Question } from '#domain/question.ts';
import { type LeafNote, record } from './ledger.ts';
import { type StepRef, stepRef } from './record-answers.ts';
import { openForAsking, questionOf } from './send-questions.ts';
import { SYSTEM } from './system.ts';

/** A step that waits for the answer announced under a ticket, taken away from any other holder. */
export interface AwaitedStep {
  caseId: CaseId;
  step: StepRef;
  call: string;
  question: Question;
}

/** The step that waits under this ticket of this connector, or undefined: answered already, or never announced. */
export async function takeAwaitedStep(
  pool: Pool,
  now: Date,
  connector: ConnectorId,
  ticket: string,
): Promise<AwaitedStep | undefined> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const step = await findPendingStep(tx, connector, ticket);
    const fence = step && (await seizeStep(tx, step.id));
    if (step === undefined || fence === undefined) return undefined;
    const leaves: LeafNote[] = [];
    const ask = await openForAsking(tx, leaves, step.caseId);
    await record(tx, now, leaves);
    return {
      caseId: step.caseId,
      step: stepRef(step, fence),
      call: step.call,
      question: questionOf(step, ask),
    };
  });
}
