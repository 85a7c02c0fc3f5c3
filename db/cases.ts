import { and, asc, eq, sql } from 'drizzle-orm';
import { CaseEvent, type CaseStatus, type Due } from '#domain/case.ts';
import type { ApplicationId, CaseId } from '#domain/ids.ts';
import { caseEvents, cases, grantedBenefits, paymentOrders } from './schema/cases.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

export interface CaseRow {
  id: CaseId;
  applicationId: ApplicationId;
  number: string;
  service: string;
  serviceVersion: number;
  area: string;
  status: CaseStatus;
  due: Due;
  seq: number;
  submittedAt: Date;
  decidedAt: Date | null;
}

const columns = {
  id: cases.id,
  applicationId: cases.applicationId,
  number: cases.number,
  service: cases.service,
  serviceVersion: cases.serviceVersion,
  area: cases.area,
  status: cases.status,
  due: cases.due,
  seq: cases.seq,
  submittedAt: cases.submittedAt,
  decidedAt: cases.decidedAt,
};

/** A case that this transaction's actor may see (row security by party and area); a foreign one looks like none. */
export async function findCase(tx: Tx, id: CaseId): Promise<CaseRow | undefined> {
  const [row] = await tx.select(columns).from(cases).where(eq(cases.id, id));
  return row;
}

/** The same, locked until the transaction ends: the system's writers of one case queue up instead of colliding. */
export async function lockCase(tx: Tx, id: CaseId): Promise<CaseRow | undefined> {
  const [row] = await tx.select(columns).from(cases).where(eq(cases.id, id)).for('update');
  return row;
}

/** Adds a case row; its first event is appended by the caller. */
export async function insertCase(tx: Tx, row: typeof cases.$inferInsert): Promise<void> {
  await tx.insert(cases).values(row);
}

export interface StoredEvent {
  seq: number;
  at: Date;
  actor: string;
  event: CaseEvent;
  sealed: Sealed<unknown> | null;
}

/** A case's history in order; every event is parsed on the way out. */
export async function listEvents(tx: Tx, id: CaseId): Promise<StoredEvent[]> {
  const rows = await tx
    .select()
    .from(caseEvents)
    .where(eq(caseEvents.caseId, id))
    .orderBy(asc(caseEvents.seq));
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    event: CaseEvent.parse({ type: row.type, version: row.version, data: row.data }),
    sealed: row.sealed && sealed('case_events', 'sealed', `${row.caseId}/${row.seq}`, row.sealed),
  }));
}

/** Writes events; the primary key (case_id, seq) refuses a position that somebody else has taken. */
export async function insertEvents(tx: Tx, rows: (typeof caseEvents.$inferInsert)[]): Promise<void> {
  await tx.insert(caseEvents).values(rows);
}

/** Stores the fold. Returns false if the row no longer stands at `expectedSeq`. */
export async function updateFold(
  tx: Tx,
  id: CaseId,
  expectedSeq: number,
  fold: { status: CaseStatus; due: Due; seq: number; decidedAt: Date | null },
): Promise<boolean> {
  const updated = await tx
    .update(cases)
    .set(fold)
    .where(and(eq(cases.id, id), eq(cases.seq, expectedSeq)))
    .returning({ id: cases.id });
  return updated.length === 1;
}

/** Claims a benefit for a case. Returns the case that holds it: this one, or the one that came first. */
export async function claimBenefit(tx: Tx, row: typeof grantedBenefits.$inferInsert): Promise<CaseId> {
  await tx.insert(grantedBenefits).values(row).onConflictDoNothing();
  const [holder] = await tx
    .select({ caseId: grantedBenefits.caseId })
    .from(grantedBenefits)
    .where(
      and(
        eq(grantedBenefits.benefit, row.benefit),
        eq(grantedBenefits.deceasedIndex, row.deceasedIndex),
        eq(grantedBenefits.period, row.period),
      ),
    );
  if (holder === undefined) throw new Error('a claimed benefit has a holder');
  return holder.caseId;
}

/** Writes the one payment order of a decision. */
export async function insertPaymentOrder(tx: Tx, row: typeof paymentOrders.$inferInsert): Promise<void> {
  await tx.insert(paymentOrders).values(row);
}

/** Cases waiting for a person in the staff member's area, longest waiting first. */
export async function listCasesForReview(tx: Tx, limit: number): Promise<CaseRow[]> {
  return tx
    .select(columns)
    .from(cases)
    .where(eq(cases.status, 'review'))
    .orderBy(asc(cases.submittedAt))
    .limit(limit);
}

/** Cases whose stored fold may be compared with their replay, by key. */
export async function listCasePage(tx: Tx, after: string, limit: number): Promise<CaseRow[]> {
  return tx
    .select(columns)
    .from(cases)
    .where(sql`${cases.id} > ${after}`)
    .orderBy(asc(cases.id))
    .limit(limit);
}
