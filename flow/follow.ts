import { findOpenableCase, listEvents, type StoredEvent } from '#db/cases.ts';
import { listGrantedConnectors } from '#db/reference.ts';
import { findReadyFollower, partFromLeader, type StepRow, seizeStep } from '#db/steps.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { Flag } from '#domain/answer.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { CaseId, StepId } from '#domain/ids.ts';
import { FactPersonal } from './case-facts.ts';
import { unwrapKey } from './data-key.ts';
import { open, toOpen } from './open.ts';
import { type Arrival, recordAnswers, stepRef } from './record-answers.ts';
import { covers } from './send-questions.ts';
import { SYSTEM } from './system.ts';

type ReceivedEvent = StoredEvent & { event: Extract<StoredEvent['event'], { type: 'answer.received' }> };

/**
 * Gives one waiting step the answer that another case of the same application was given to the same question: the
 * department was asked once, its grant allows the reuse, and a ledger leaf says so. An answer that cannot be used twice,
 * or a question that was called off, is asked anew. Returns whether there was one.
 */
export async function answerOneFollower(pool: Pool, now: Date): Promise<boolean> {
  const arrival = await withTx(pool, SYSTEM.broker, async (tx) => {
    const found = await findReadyFollower(tx);
    if (found === undefined) return undefined;
    const { follower, leader } = found;
    const answer =
      leader.status === 'done' && (await isStillGranted(tx, follower, now))
        ? await findFinalAnswer(tx, now, leader.caseId, leader.id, follower.fields)
        : undefined;
    const fence = answer && (await seizeStep(tx, follower.id));
    if (answer === undefined || fence === undefined) {
      await partFromLeader(tx, follower, now);
      return { caseId: follower.caseId, arrivals: [] };
    }
    const arrivals: Arrival[] = [{ step: stepRef(follower, fence), answer, reusedFrom: leader.id }];
    return { caseId: follower.caseId, arrivals };
  });
  if (arrival === undefined) return false;
  await recordAnswers(pool, now, arrival.caseId, arrival.arrivals);
  return true;
}

async function isStillGranted(tx: Tx, step: StepRow, now: Date): Promise<boolean> {
  const { grant, connector } = (await listGrantedConnectors(tx, [step.grantId])).get(step.grantId) ?? {};
  if (grant === undefined || connector === undefined || connector.suspended) return false;
  return grant.reuse !== 'none' && covers(grant, step, civilDateAt(now));
}

/** The last answer to a question as it can be given again: what was confirmed, contradicted or not found, and nothing else. */
async function findFinalAnswer(
  tx: Tx,
  now: Date,
  caseId: CaseId,
  step: StepId,
  fields: readonly string[],
): Promise<Answer | undefined> {
  const openable = await findOpenableCase(tx, caseId);
  const received = (await listEvents(tx, caseId)).findLast(
    (stored): stored is ReceivedEvent =>
      stored.event.type === 'answer.received' && stored.event.data.step === step,
  );
  if (openable === undefined || received === undefined) return undefined;
  unwrapKey(tx, openable.key);
  const { note } = received.event.data;
  if (note.source === null || note.asOf === null) return undefined;
  const told = {
    source: note.source,
    asOf: note.asOf,
    keyUsed: note.keyUsed,
    validUntil: null,
    flags: Flag.array().parse(note.flags),
  };
  if (note.kind === 'no_record') return { kind: 'no_record', ...told };
  if ((note.kind !== 'confirmed' && note.kind !== 'contradicted') || received.sealed === null)
    return undefined;
  const { fact } = await open(tx, SYSTEM.broker, 'reuse', now, {
    fact: toOpen(received.sealed, FactPersonal),
  });
  const known = Object.entries(fact.fields ?? {}).filter(([name]) => fields.includes(name));
  return { kind: note.kind, fields: Object.fromEntries(known), ...told };
}
