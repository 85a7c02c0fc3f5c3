import { findPendingStep, seizeStep } from '#db/steps.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { ConnectorId } from '#domain/ids.ts';
import type { Question } from '#domain/question.ts';
import { type StepRef, stepRef } from './record-answer.ts';
import { openForAsking, questionOf } from './send-questions.ts';
import { SYSTEM } from './system.ts';

/** A step that waits for the answer announced under a ticket, taken away from any other holder. */
export interface AwaitedStep {
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
    const ask = await openForAsking(tx, now, step.caseId);
    return { step: stepRef(step, fence), call: step.call, question: questionOf(step, ask) };
  });
}
