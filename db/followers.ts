import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import { cases, steps } from './schema/cases.ts';
import type { StepRow } from './steps.ts';
import type { Tx } from './with-tx.ts';

/** A question of another case of the same application. */
export type LeaderRow = Pick<
  StepRow,
  'id' | 'requirement' | 'evidence' | 'connector' | 'fields' | 'subjects'
> & {
  service: string;
  serviceVersion: number;
};

/**
 * The questions that the other cases of an application have asked or are asking themselves. Until this transaction ends no
 * other case of the application can plan, so that two cases never ask the same at the same moment.
 */
export async function listLeaders(tx: Tx, application: ApplicationId, caseId: CaseId): Promise<LeaderRow[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${application}, 0))`);
  return tx
    .select({
      id: steps.id,
      service: cases.service,
      serviceVersion: cases.serviceVersion,
      requirement: steps.requirement,
      evidence: steps.evidence,
      connector: steps.connector,
      fields: steps.fields,
      subjects: steps.subjects,
    })
    .from(steps)
    .innerJoin(cases, eq(cases.id, steps.caseId))
    .where(
      and(
        eq(cases.applicationId, application),
        ne(steps.caseId, caseId),
        isNull(steps.leader),
        ne(steps.status, 'cancelled'),
      ),
    );
}

/** A step that has waited for its leader, and how that one stands. */
export interface ReadyFollower {
  follower: StepRow;
  leader: Pick<StepRow, 'id' | 'caseId' | 'status'>;
}

/**
 * Claims up to `limit` steps that need not wait for their leaders any more: those have been answered, or were called off.
 * Leased and fenced as by `claimSteps`.
 */
export async function claimFollowers(tx: Tx, limit: number, leaseSeconds: number): Promise<ReadyFollower[]> {
  const leaders = alias(steps, 'leaders');
  const ready = tx
    .select({ id: steps.id })
    .from(steps)
    .innerJoin(leaders, eq(leaders.id, steps.leader))
    .where(
      and(
        eq(steps.status, 'open'),
        isNotNull(steps.leader),
        ne(leaders.status, 'open'),
        sql`(${steps.leaseUntil} is null or ${steps.leaseUntil} < now())`,
      ),
    )
    .orderBy(steps.id)
    .limit(limit)
    .for('update', { of: steps, skipLocked: true });
  const claimed = await tx
    .update(steps)
    .set({
      leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
      fence: sql`${steps.fence} + 1`,
      attempts: sql`${steps.attempts} + 1`,
    })
    .where(inArray(steps.id, ready))
    .returning();
  if (claimed.length === 0) return [];
  const ids = claimed.flatMap(({ leader }) => leader ?? []);
  const { id, caseId, status } = steps;
  const found = await tx.select({ id, caseId, status }).from(steps).where(inArray(id, ids));
  return claimed
    .toSorted((one, other) => one.id.localeCompare(other.id))
    .flatMap((follower) => {
      const leader = found.find((each) => each.id === follower.leader);
      return leader === undefined ? [] : [{ follower, leader }];
    });
}

/**
 * A follower whose leader's answer is of no use to it asks for itself, and leads those who followed the same one and ask
 * for nothing beyond it.
 */
export async function partFromLeader(tx: Tx, { id, leader, fields }: StepRow, dueAt: Date): Promise<void> {
  if (leader === null) return;
  const waits = and(eq(steps.status, 'open'), eq(steps.leader, leader));
  const parted = await tx
    .update(steps)
    .set({ leader: null, dueAt, leaseUntil: null })
    .where(and(eq(steps.id, id), waits))
    .returning({ id: steps.id });
  if (parted.length === 0) return;
  const isWithin = sql`${steps.fields} <@ ${JSON.stringify(fields)}::jsonb`;
  await tx.update(steps).set({ leader: id, leaseUntil: null }).where(and(waits, isWithin));
}
