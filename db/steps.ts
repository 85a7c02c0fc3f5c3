import { and, eq, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ApplicationId, CaseId, ConnectorId, StepId } from '#domain/ids.ts';
import { cases, steps, wakeups } from './schema/cases.ts';
import type { Tx } from './with-tx.ts';

export type StepRow = typeof steps.$inferSelect;

/** Queues questions. A rung of a requirement is asked once per case: a second row for it is refused. */
export async function insertSteps(tx: Tx, rows: (typeof steps.$inferInsert)[]): Promise<void> {
  await tx.insert(steps).values(rows);
}

/**
 * Claims up to `limit` steps that are due at `now` and unleased, for `leaseSeconds` on the database's clock. Each claim
 * raises the fence: a holder that slept through its lease can no longer write.
 */
export async function claimSteps(tx: Tx, now: Date, limit: number, leaseSeconds: number): Promise<StepRow[]> {
  const due = tx
    .select({ id: steps.id })
    .from(steps)
    .where(
      and(
        eq(steps.status, 'open'),
        isNull(steps.leader),
        lte(steps.dueAt, now),
        sql`(${steps.leaseUntil} is null or ${steps.leaseUntil} < now())`,
      ),
    )
    .orderBy(steps.dueAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  return tx
    .update(steps)
    .set({
      leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
      fence: sql`${steps.fence} + 1`,
      attempts: sql`${steps.attempts} + 1`,
    })
    .where(inArray(steps.id, due))
    .returning();
}

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

/** Renews the leases of running steps; a step whose fence has moved on is left alone. */
export async function renewLeases(
  tx: Tx,
  held: readonly { id: StepId; fence: number }[],
  leaseSeconds: number,
): Promise<void> {
  for (const { id, fence } of held) {
    await tx
      .update(steps)
      .set({ leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})` })
      .where(and(eq(steps.id, id), eq(steps.fence, fence), eq(steps.status, 'open')));
  }
}

/** What becomes of a step after an answer. */
export interface StepResult {
  status: 'open' | 'done';
  dueAt: Date;
  ticket: string | null;
  finishedAt: Date | null;
  /** A new idempotency key for the next attempt; null keeps the old one. */
  nextCall: string | null;
}

/** Writes results only where the fences still hold. Returns the ids of the steps whose holder was not overtaken. */
export async function finishAttempts(
  tx: Tx,
  results: readonly (StepResult & { id: StepId; fence: number })[],
): Promise<Set<StepId>> {
  const column = <T>(pick: (result: (typeof results)[number]) => T) => sql.param(results.map(pick));
  const { rows } = await tx.execute<{ id: StepId }>(sql`
    update steps s set status = r.status, due_at = r.due_at, ticket = r.ticket, finished_at = r.finished_at, lease_until = null,
      call = coalesce(r.next_call, s.call)
    from unnest(
      ${column(({ id }) => id)}::text[], ${column(({ fence }) => fence)}::bigint[],
      ${column(({ status }) => status)}::text[], ${column(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
      ${column(({ ticket }) => ticket)}::text[], ${column(({ finishedAt }) => finishedAt?.toISOString() ?? null)}::timestamptz[],
      ${column(({ nextCall }) => nextCall)}::text[]
    ) as r (id, fence, status, due_at, ticket, finished_at, next_call)
    where s.id = r.id and s.fence = r.fence and s.status = 'open'
    returning s.id`);
  return new Set(rows.map(({ id }) => id));
}

/** The open step that waits for a late answer under this ticket of this connector. */
export async function findPendingStep(
  tx: Tx,
  connector: ConnectorId,
  ticket: string,
): Promise<StepRow | undefined> {
  const [row] = await tx
    .select()
    .from(steps)
    .where(and(eq(steps.connector, connector), eq(steps.ticket, ticket), eq(steps.status, 'open')));
  return row;
}

/** Takes an open step away from whoever holds it: raises its fence and returns the new one. */
export async function seizeStep(tx: Tx, id: StepId): Promise<number | undefined> {
  const [row] = await tx
    .update(steps)
    .set({ fence: sql`${steps.fence} + 1` })
    .where(and(eq(steps.id, id), eq(steps.status, 'open')))
    .returning({ fence: steps.fence });
  return row?.fence;
}

/** Cancels what is still open for a case that needs no more answers. */
export async function cancelOpenSteps(tx: Tx, caseId: CaseId, now: Date): Promise<void> {
  await tx
    .update(steps)
    .set({ status: 'cancelled', finishedAt: now, leaseUntil: null, fence: sql`${steps.fence} + 1` })
    .where(and(eq(steps.caseId, caseId), eq(steps.status, 'open')));
}

/**
 * Takes up again what was called off when a case was decided, now that a person goes on with it: under new calls, and with
 * as much patience as at first.
 */
export async function resumeSteps(tx: Tx, caseId: CaseId, now: Date): Promise<void> {
  await tx
    .update(steps)
    .set({
      status: 'open',
      dueAt: now,
      patienceUntil: sql`${now.toISOString()}::timestamptz + (${steps.patienceUntil} - ${steps.createdAt})`,
      call: sql`gen_random_uuid()::text`,
      finishedAt: null,
    })
    .where(and(eq(steps.caseId, caseId), eq(steps.status, 'cancelled')));
}

/** An open step whose patience has passed, unlocked: its case is locked first, as every writer of a case does. */
export async function findImpatientStep(tx: Tx, now: Date): Promise<StepRow | undefined> {
  const [row] = await tx
    .select()
    .from(steps)
    .where(and(eq(steps.status, 'open'), isNotNull(steps.patienceUntil), lte(steps.patienceUntil, now)))
    .orderBy(steps.patienceUntil)
    .limit(1);
  return row;
}

/** Marks that a step's patience is acted upon. Returns false if somebody else has. */
export async function clearPatience(tx: Tx, id: StepId): Promise<boolean> {
  const cleared = await tx
    .update(steps)
    .set({ patienceUntil: null })
    .where(and(eq(steps.id, id), eq(steps.status, 'open'), isNotNull(steps.patienceUntil)))
    .returning({ id: steps.id });
  return cleared.length === 1;
}

/** Asks the broker to look at a case again at `dueAt`, or earlier if that was asked before. */
export async function wakeCase(tx: Tx, caseId: CaseId, dueAt: Date): Promise<void> {
  await tx
    .insert(wakeups)
    .values({ caseId, dueAt })
    .onConflictDoUpdate({
      target: wakeups.caseId,
      set: { dueAt: sql`least(${wakeups.dueAt}, excluded.due_at)` },
    });
}

/** A case whose wake-up is due, unlocked: its case is locked first, as every writer of a case does. */
export async function findWakeup(tx: Tx, now: Date): Promise<CaseId | undefined> {
  const [row] = await tx
    .select({ caseId: wakeups.caseId })
    .from(wakeups)
    .where(lte(wakeups.dueAt, now))
    .orderBy(wakeups.dueAt)
    .limit(1);
  return row?.caseId;
}

/** Marks that a due wake-up is acted upon. Returns false if somebody else has. */
export async function clearWakeup(tx: Tx, caseId: CaseId, now: Date): Promise<boolean> {
  const cleared = await tx
    .delete(wakeups)
    .where(and(eq(wakeups.caseId, caseId), lte(wakeups.dueAt, now)))
    .returning({ caseId: wakeups.caseId });
  return cleared.length === 1;
}
