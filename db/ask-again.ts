import { and, eq, ne, sql } from 'drizzle-orm';
import type { StepId } from '#domain/ids.ts';
import { steps } from './schema/cases.ts';
import type { StepRow } from './steps.ts';
import type { Tx } from './with-tx.ts';

/** One step by id. */
export async function findStep(tx: Tx, id: StepId): Promise<StepRow | undefined> {
  const [row] = await tx.select().from(steps).where(eq(steps.id, id));
  return row;
}

/**
 * Puts an answered question into the queue again under a new call. It is asked by itself: an
 * answer that somebody else has had does not do, since it is that answer which is in doubt.
 * @param again whom it is asked for, how long it is waited for, and the leader: the step whose new answer it waits for; null where it is asked itself
 * @returns false if it is out already
 */
export async function askStepAgain(
  tx: Tx,
  id: StepId,
  now: Date,
  again: Pick<StepRow, 'officer' | 'leader' | 'patienceUntil'>,
): Promise<boolean> {
  const asked = await tx
    .update(steps)
    .set({
      status: 'open',
      dueAt: now,
      patienceUntil: again.patienceUntil,
      call: sql`gen_random_uuid()::text`,
      fence: sql`${steps.fence} + 1`,
      leaseUntil: null,
      ticket: null,
      finishedAt: null,
      questionKey: null,
      answer: null,
      validUntil: null,
      officer: again.officer,
      leader: again.leader,
    })
    .where(and(eq(steps.id, id), ne(steps.status, 'open')))
    .returning({ id: steps.id });
  return asked.length === 1;
}
