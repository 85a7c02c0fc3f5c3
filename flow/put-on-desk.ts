import type { z } from 'zod';
import { findConnectorDepartment } from '#db/connectors.ts';
import { findDeskQuestionOfCall, insertDeskQuestion } from '#db/desk-questions.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { DeskReach, Source } from '#domain/connector.ts';
import { type ConnectorId, DeskQuestionId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';
import { createDataKey } from './data-key.ts';
import { newId } from './new-id.ts';
import { OfficerNote } from './officer-question.ts';
import { open, toOpen } from './open.ts';
import { seal } from './seal.ts';
import { SYSTEM } from './system.ts';

const HOUR_MS = 3_600_000;

/**
 * Puts a question on a department's desk, once for each call: asked again it gives the same ticket, or the answer that an
 * officer has given meanwhile. The question is sealed under a key of its own, so that officers can open it and nothing else.
 */
export async function putOnDesk(
  pool: Pool,
  now: Date,
  connector: ConnectorId,
  reach: z.infer<typeof DeskReach>,
  question: Question,
  context: CallContext,
): Promise<{ ticket: string; dueAt: Date } | { answer: Answer }> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const known = await findDeskQuestionOfCall(tx, context.call);
    if (known?.state === 'done' && known.answer !== null) {
      const wanted = { note: toOpen(known.answer, OfficerNote) };
      const { note } = await open(tx, SYSTEM.broker, 'officer_question', now, wanted);
      return { answer: note.answer };
    }
    if (known !== undefined) return { ticket: known.id, dueAt: known.dueAt };
    const department = await findConnectorDepartment(tx, connector);
    if (department === undefined) throw new Error('a connector that is asked has a department');
    const id = newId(DeskQuestionId, 'dskq', now);
    const key = await createDataKey(tx, id, now);
    const dueAt = new Date(now.getTime() + reach.dueHours * HOUR_MS);
    const { evidence, fields } = question;
    const { call, caseNumber, purpose, legalBasis } = context;
    await insertDeskQuestion(tx, {
      id,
      call,
      connector,
      department,
      evidence,
      caseNumber,
      purpose,
      legalBasis,
      fields,
      twoPersons: reach.twoPersons,
      keyId: key.id,
      askedAt: now,
      dueAt,
      state: 'open',
      question: seal(key, 'desk_questions', 'question', id, question),
    });
    return { ticket: id, dueAt };
  });
}

/** The desk as connectors know it. */
export function deskStore(pool: Pool, clock: () => Date) {
  return {
    put(connector: ConnectorId, { reach }: Source, question: Question, context: CallContext) {
      if (reach.way !== 'desk') throw new TypeError('only a desk takes questions for officers');
      return putOnDesk(pool, clock(), connector, reach, question, context);
    },
  };
}
