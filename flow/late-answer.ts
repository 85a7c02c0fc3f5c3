import { z } from 'zod';
import { findCase, findOpenableCase } from '#db/cases.ts';
import { findCalled, listExchangesOf } from '#db/exchange-answers.ts';
import { insertLateAnswer } from '#db/late-answers.ts';
import { findPendingStep, type StepRow, seizeStep } from '#db/steps.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { AnswerKind } from '#domain/answer.ts';
import { ExchangeBodies, SignedMessage } from '#domain/exchange.ts';
import type { CaseId, ConnectorId, StepId } from '#domain/ids.ts';
import { isAllowed } from '#domain/permission.ts';
import type { Question } from '#domain/question.ts';
import { unwrapKey } from './data-key.ts';
import type { LateMessage } from './exchange-record.ts';
import { type LeafNote, record } from './ledger.ts';
import { openInto, toOpen } from './open.ts';
import { openForAsking, questionOf } from './open-question.ts';
import { type StepRef, stepRef } from './record-answers.ts';
import { seal } from './seal.ts';
import { SYSTEM } from './system.ts';

/** A step that waits for the answer announced under a ticket, taken away from any other holder. */
export interface AwaitedStep {
  caseId: CaseId;
  step: StepRef;
  call: string;
  question: Question;
  /** Of the question as it was sent, where the way of joining has one: its answer repeats it. */
  nonce: string | undefined;
}

/** The step that waits under this ticket of this connector; undefined where none does, or its case is closed. */
export async function takeAwaitedStep(
  pool: Pool,
  now: Date,
  connector: ConnectorId,
  ticket: string,
): Promise<AwaitedStep | undefined> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const step = await findPendingStep(tx, connector, ticket);
    const row = step && (await findCase(tx, step.caseId));
    if (step === undefined || row === undefined || !isAllowed(row.status, 'answer')) return undefined;
    const fence = await seizeStep(tx, step.id);
    return fence === undefined ? undefined : openAwaited(tx, now, step, fence);
  });
}

async function openAwaited(tx: Tx, now: Date, step: StepRow, fence: number): Promise<AwaitedStep> {
  const leaves: LeafNote[] = [];
  const ask = await openForAsking(tx, leaves, step.caseId);
  const [exchange] = await listExchangesOf(tx, [{ step: step.id, attempt: step.attempts }]);
  const sealed = exchange?.bodies ?? null;
  const { bodies } = await openInto(leaves, tx, SYSTEM.broker, 'ask_department', {
    bodies: sealed && toOpen(sealed, ExchangeBodies),
  });
  await record(tx, now, leaves);
  return {
    caseId: step.caseId,
    step: stepRef(step, fence),
    call: step.call,
    question: questionOf(step, ask),
    nonce: bodies?.map(({ request }) => nonceOf(request)).find((each) => each !== undefined),
  };
}

const WithNonce = z.object({ nonce: z.string() });

/** The nonce of a question as it was sent, which its answer repeats. */
function nonceOf(request: string): string | undefined {
  try {
    return WithNonce.safeParse(JSON.parse(request)).data?.nonce;
  } catch {
    return undefined;
  }
}

/** A question that was answered otherwise meanwhile, or whose case is closed. */
export interface LeftBehind {
  connector: ConnectorId;
  caseId: CaseId;
  step: StepId;
}

/**
 * What an answer that nothing waits for is about; undefined where the connector was never asked, where the question still
 * waits (under another ticket), or where this very message was applied before.
 * @param digest of the message's body
 */
export async function findLeftBehind(
  pool: Pool,
  connector: ConnectorId,
  call: string,
  digest: string,
): Promise<LeftBehind | undefined> {
  const called = await withTx(pool, SYSTEM.broker, (tx) => findCalled(tx, connector, call));
  if (called === undefined || (called.isWaiting && isAllowed(called.caseStatus, 'answer'))) return undefined;
  if (called.proof?.some(({ late }) => late?.digest === digest)) return undefined;
  return { connector, caseId: called.caseId, step: called.step };
}

/** What is kept of an answer that came when its case had moved on. */
export const LatePersonal = z.object({ body: z.string(), signed: SignedMessage });
export type LatePersonal = z.infer<typeof LatePersonal>;

/**
 * Keeps an answer that came too late, sealed under its application's key, with a ledger leaf: never applied, and there for
 * whoever asks later what the department said. The same question's second one is not kept again.
 */
export async function keepLate(
  pool: Pool,
  now: Date,
  { connector, caseId, step }: LeftBehind,
  kind: AnswerKind,
  { body, signed }: LateMessage,
): Promise<void> {
  await withTx(pool, SYSTEM.broker, async (tx) => {
    const found = await findOpenableCase(tx, caseId);
    // Nothing is kept of a person who was erased.
    if (found === undefined) return;
    const personal: LatePersonal = { body, signed };
    const sealed = seal(unwrapKey(tx, found.key), 'late_answers', 'sealed', step, personal);
    const isNew = await insertLateAnswer(tx, { step, caseId, connector, kind, receivedAt: now, sealed });
    if (!isNew) return;
    const refs = { step, case: caseId, connector, answer: kind, digest: signed.digest };
    await record(tx, now, [{ kind: 'answer.late', actor: SYSTEM.broker.id, refs }]);
  });
}
