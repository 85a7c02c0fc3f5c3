import { and, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { AnswerKind } from '#domain/answer.ts';
import type { ApplicationId, CaseId, ConnectorId, StaffId, StepId } from '#domain/ids.ts';
import { cases, steps } from './schema/cases.ts';
import type { Tx } from './with-tx.ts';

export type StepRow = typeof steps.$inferSelect;

/** Queues questions. A rung of a requirement is asked once per case: a second row for it is refused. */
export async function insertSteps(tx: Tx, rows: (typeof steps.$inferInsert)[]): Promise<void> {
  await tx.insert(steps).values(rows);
}

/** Of a step's case what its questions depend on. */
export interface StepCase {
  id: CaseId;
  applicationId: ApplicationId;
  service: string;
  serviceVersion: number;
}

/** The cases of steps, by id. */
export async function listStepCases(tx: Tx, held: readonly StepRow[]): Promise<Map<CaseId, StepCase>> {
  const { id, applicationId, service, serviceVersion } = cases;
  const rows = await tx
    .select({ id, applicationId, service, serviceVersion })
    .from(cases)
    .where(sql`${id} = any(${sql.param([...new Set(held.map(({ caseId }) => caseId))])}::text[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Renews the leases of running steps; a step whose fence has moved on is left alone. */
export async function renewLeases(
  tx: Tx,
  held: readonly { id: StepId; fence: number }[],
  leaseSeconds: number,
): Promise<void> {
  const column = <T>(pick: (each: (typeof held)[number]) => T) => sql.param(held.map(pick));
  await tx.execute(sql`
    update steps s set lease_until = now() + make_interval(secs => ${leaseSeconds})
    from unnest(${column(({ id }) => id)}::text[], ${column(({ fence }) => fence)}::bigint[]) as h (id, fence)
    where s.id = h.id and s.fence = h.fence and s.status = 'open'`);
}

/** What becomes of a step after an answer. */
export interface StepResult {
  status: 'open' | 'done';
  dueAt: Date;
  ticket: string | null;
  finishedAt: Date | null;
  /** The answer with which the step is done, and until when it holds by its source; null while it waits. */
  answer: AnswerKind | null;
  validUntil: Date | null;
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
      call = coalesce(r.next_call, s.call), answer = coalesce(r.answer, s.answer), valid_until = r.valid_until
    from unnest(
      ${column(({ id }) => id)}::text[], ${column(({ fence }) => fence)}::bigint[],
      ${column(({ status }) => status)}::text[], ${column(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
      ${column(({ ticket }) => ticket)}::text[], ${column(({ finishedAt }) => finishedAt?.toISOString() ?? null)}::timestamptz[],
      ${column(({ nextCall }) => nextCall)}::text[], ${column(({ answer }) => answer)}::text[],
      ${column(({ validUntil }) => validUntil?.toISOString() ?? null)}::timestamptz[]
    ) as r (id, fence, status, due_at, ticket, finished_at, next_call, answer, valid_until)
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
 * Takes up again what was called off when a case was decided and is wanted now that a person goes on with it: under new
 * calls, and with as much patience as at first.
 * @param officer who has it asked
 */
export async function resumeSteps(
  tx: Tx,
  caseId: CaseId,
  wanted: readonly string[],
  now: Date,
  officer: StaffId | null,
): Promise<void> {
  await tx
    .update(steps)
    .set({
      status: 'open',
      dueAt: now,
      patienceUntil: sql`${now.toISOString()}::timestamptz + (${steps.patienceUntil} - ${steps.createdAt})`,
      call: sql`gen_random_uuid()::text`,
      officer,
      finishedAt: null,
    })
    .where(
      and(eq(steps.caseId, caseId), eq(steps.status, 'cancelled'), inArray(steps.requirement, [...wanted])),
    );
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
