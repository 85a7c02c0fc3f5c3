import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { PaymentState } from '#domain/case.ts';
import { CaseEvent, type CaseStatus, type Due } from '#domain/case-event.ts';
import type { ApplicationId, CaseId, KeyId, StaffId } from '#domain/ids.ts';
import type { Need } from '#domain/outcome.ts';
import type { PersonRef } from '#domain/question.ts';
import type { PartyRow, SealedAnswers } from './applications.ts';
import { applications, parties } from './schema/applications.ts';
import { caseEvents, cases, grantedBenefits } from './schema/cases.ts';
import { dataKeys } from './schema/identity.ts';
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
  owner: StaffId | null;
  needs: Need[];
  payment: PaymentState | null;
}

export const caseColumns = {
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
  owner: cases.owner,
  needs: cases.needs,
  payment: cases.payment,
};

/** A case that this transaction's actor may see (row security by party and area); a foreign one looks like none. */
export async function findCase(tx: Tx, id: CaseId): Promise<CaseRow | undefined> {
  const [row] = await tx.select(caseColumns).from(cases).where(eq(cases.id, id));
  return row;
}

/** A case with what opens its application's values. */
export interface OpenableCase {
  row: CaseRow;
  application: SealedAnswers;
  key: { id: KeyId; wrapped: Buffer };
  parties: PartyRow[];
}

function selectOpenable(tx: Tx, id: CaseId) {
  return tx
    .select({
      row: caseColumns,
      application: { keyId: applications.keyId, answers: applications.answers },
      key: { id: dataKeys.id, wrapped: dataKeys.wrapped },
      party: { id: parties.id, role: parties.role, idIndex: parties.idIndex, person: parties.person },
    })
    .from(cases)
    .innerJoin(applications, eq(applications.id, cases.applicationId))
    .innerJoin(dataKeys, eq(dataKeys.id, applications.keyId))
    .innerJoin(parties, eq(parties.applicationId, applications.id))
    .where(eq(cases.id, id));
}

type FoundParty = Awaited<ReturnType<typeof selectOpenable>>[number];

/** One row per party becomes one case. */
function openable([found, ...others]: FoundParty[]): OpenableCase | undefined {
  if (found === undefined) return undefined;
  const { row, application, key } = found;
  const answers = sealed('applications', 'answers', row.applicationId, application.answers);
  const all = [found, ...others].map(({ party }) => ({
    ...party,
    person: sealed<PersonRef>('parties', 'person', party.id, party.person),
  }));
  return { row, application: { ...application, answers }, key, parties: all };
}

/** A case with its application's sealed answers; none for a foreign one, or one whose key was erased. */
export async function findOpenableCase(tx: Tx, id: CaseId): Promise<OpenableCase | undefined> {
  return openable(await selectOpenable(tx, id));
}

/**
 * The same, locked until the transaction ends: the system's writers of one case queue up instead of colliding. Rows that refer
 * to the case can be added meanwhile.
 */
export async function lockCase(tx: Tx, id: CaseId): Promise<OpenableCase | undefined> {
  return openable(await selectOpenable(tx, id).for('no key update', { of: cases }));
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

/** The stored fold of a case after its newest event. */
export interface Fold {
  status: CaseStatus;
  due: Due;
  seq: number;
  owner: StaffId | null;
  needs: readonly Need[];
  payment: PaymentState | null;
}

/**
 * Stores a fold together with the events that led to it, in one statement: both, or neither if the row no longer stands
 * at `expectedSeq`. Returns whether they were written.
 */
export async function appendEvents(
  tx: Tx,
  id: CaseId,
  expectedSeq: number,
  fold: Fold,
  rows: readonly (typeof caseEvents.$inferInsert)[],
): Promise<boolean> {
  const column = <T>(pick: (row: typeof caseEvents.$inferInsert) => T) => sql.param(rows.map(pick));
  const [first] = rows;
  if (first === undefined) return true;
  const written = await tx.execute(sql`
    with fold as (
      update cases set status = ${fold.status}, due = ${JSON.stringify(fold.due)}::jsonb, seq = ${fold.seq},
        decided_at = case when ${fold.status} = 'decided' then coalesce(decided_at, ${first.at.toISOString()}::timestamptz) end,
        owner = ${fold.owner}, needs = ${JSON.stringify(fold.needs)}::jsonb, payment = ${fold.payment}
      where id = ${id} and seq = ${expectedSeq} returning id
    )
    insert into case_events (case_id, seq, type, version, at, actor, data, sealed)
    select fold.id, e.seq, e.type, e.version, ${first.at.toISOString()}::timestamptz, ${first.actor}, e.data, e.sealed
    from fold, unnest(
      ${column(({ seq }) => seq)}::int[], ${column(({ type }) => type)}::text[],
      ${column(({ version }) => version)}::int[], ${column(({ data }) => JSON.stringify(data))}::jsonb[],
      ${column(({ sealed }) => sealed ?? null)}::bytea[]
    ) as e (seq, type, version, data, sealed)`);
  return written.rowCount === rows.length;
}

/** Claims a benefit for a case. Returns the case that holds it: this one, or the one that came first. */
export async function claimBenefit(tx: Tx, row: typeof grantedBenefits.$inferInsert): Promise<CaseId> {
  // The update changes nothing; it makes the statement wait for a rival's commit and return whoever holds the row.
  const [holder] = await tx
    .insert(grantedBenefits)
    .values(row)
    .onConflictDoUpdate({
      target: [grantedBenefits.benefit, grantedBenefits.deceasedIndex, grantedBenefits.period],
      set: { benefit: row.benefit },
    })
    .returning({ caseId: grantedBenefits.caseId });
  if (holder === undefined) throw new Error('a claimed benefit has a holder');
  return holder.caseId;
}

/** Gives back what a case has claimed in this transaction, because it could not claim all that it needs. */
export async function unclaimBenefits(tx: Tx, caseId: CaseId): Promise<void> {
  await tx.delete(grantedBenefits).where(eq(grantedBenefits.caseId, caseId));
}

/** The cases of the actor's area that wait for a person, the one with the least time left first. */
export async function listDeskCases(tx: Tx, limit: number): Promise<CaseRow[]> {
  return tx
    .select(caseColumns)
    .from(cases)
    .where(inArray(cases.status, ['review', 'proposed']))
    .orderBy(sql`${cases.due} ->> 'date' nulls last`, asc(cases.submittedAt))
    .limit(limit);
}

/** The cases of one application, in the order in which they were opened. */
export async function listCasesOf(tx: Tx, application: ApplicationId): Promise<CaseRow[]> {
  return tx
    .select(caseColumns)
    .from(cases)
    .where(eq(cases.applicationId, application))
    .orderBy(asc(cases.submittedAt), asc(cases.id));
}
