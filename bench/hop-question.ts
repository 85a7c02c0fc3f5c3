import { randomUUID } from 'node:crypto';
import { ExchangeId, StepId } from '#domain/ids.ts';
import { newId } from '#flow/new-id.ts';
import type { Errand } from '#flow/send-questions.ts';

/** What `bench hop` asks, again and again. */
export const QUESTION = {
  evidence: 'E-BNK',
  fields: ['belongs'],
  subjects: [{ name: '周静', idNumber: '990102198508120024' }],
  given: { account: '9999990000000014' },
};

/** The context of one call. */
export function contextOf() {
  return {
    call: randomUUID(),
    caseNumber: '99010220261122000008',
    requirement: 'account',
    actor: 'system',
    purpose: '核实收款账户是您本人的',
    legalBasis: '社会保险经办条例第二十六条',
  };
}

/** One question that is about to be sent. */
export function errandOf(caseId: Errand['caseId'], connector: Errand['connector']): Errand {
  const now = new Date();
  const id = newId(StepId, 'step', now);
  return {
    step: { id, fence: 1, attempts: 1, requirement: 'account', rung: 0, evidence: QUESTION.evidence },
    caseId,
    connector,
    exchange: newId(ExchangeId, 'exch', now),
    timeoutMs: 5_000,
    sendBy: new Date(now.getTime() + 3_600_000),
    question: QUESTION,
    context: contextOf(),
  };
}
