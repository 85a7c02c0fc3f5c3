import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { AnswerKind } from '#domain/answer.ts';
import type { CaseStatus } from '#domain/case-event.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { CaseId, ConnectorId, StepId } from '#domain/ids.ts';
import { applications, parties } from './schema/applications.ts';
import { cases, steps } from './schema/cases.ts';
import { departmentEvents, exchanges } from './schema/exchanges.ts';
import type { Tx } from './with-tx.ts';

export type DepartmentEventRow = typeof departmentEvents.$inferSelect;

/** Records an event. @returns false if it was recorded before */
export async function insertDepartmentEvent(
  tx: Tx,
  event: Omit<DepartmentEventRow, 'department' | 'cases'>,
): Promise<boolean> {
  const { id, connector, type, evidence, subject, occurredAt, receivedAt } = event;
  const inserted = await tx.execute(sql`
    insert into department_events (id, connector, department, type, evidence, subject, occurred_at, received_at, cases)
    select ${id}, id, department_id, ${type}, ${evidence}, ${subject}, ${occurredAt.toISOString()}::timestamptz,
      ${receivedAt.toISOString()}::timestamptz, '[]'::jsonb
    from connectors where id = ${connector}
    on conflict (id) do nothing`);
  return inserted.rowCount === 1;
}

/** Notes the cases that are looked at again because of an event. */
export async function noteEventCases(tx: Tx, id: string, looked: readonly CaseId[]): Promise<void> {
  await tx
    .update(departmentEvents)
    .set({ cases: [...looked] })
    .where(eq(departmentEvents.id, id));
}

/** A question that was put to a connector about a person. */
export interface ConcernedStep {
  id: StepId;
  caseId: CaseId;
  requirement: string;
  leader: StepId | null;
  caseStatus: CaseStatus;
}

/** Questions of one evidence type that a connector was asked about a person, those that lead others first. */
export async function listConcernedSteps(
  tx: Tx,
  of: { connector: ConnectorId; evidence: EvidenceCode; subject: string },
): Promise<ConcernedStep[]> {
  const { id, caseId, requirement, leader } = steps;
  return tx
    .select({ id, caseId, requirement, leader, caseStatus: cases.status })
    .from(parties)
    .innerJoin(applications, eq(applications.id, parties.applicationId))
    .innerJoin(cases, eq(cases.applicationId, applications.id))
    .innerJoin(steps, eq(steps.caseId, cases.id))
    .where(
      and(
        eq(parties.idIndex, of.subject),
        eq(steps.connector, of.connector),
        eq(steps.evidence, of.evidence),
        sql`${steps.subjects} ? ${parties.role}`,
      ),
    )
    .orderBy(sql`${leader} is not null`, caseId, id);
}

/** Marks what was answered of these kinds before an event as no longer holding. */
export async function markOverturnedBefore(
  tx: Tx,
  ids: readonly StepId[],
  kinds: readonly AnswerKind[],
  before: Date,
): Promise<void> {
  if (ids.length === 0) return;
  const isOf = and(inArray(exchanges.step, [...ids]), inArray(exchanges.answer, [...kinds]));
  await tx
    .update(exchanges)
    .set({ overturned: true })
    .where(and(isOf, lte(exchanges.sentAt, before)));
}

/** No other question is given the answers to these any more. */
export async function forgetAnswers(tx: Tx, ids: readonly StepId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(steps)
    .set({ questionKey: null })
    .where(and(inArray(steps.id, [...ids]), eq(steps.status, 'done')));
}

/** A question that is waiting to be put again is due now; one that the department has promised to answer is not. */
export async function hastenSteps(tx: Tx, ids: readonly StepId[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const waits = and(inArray(steps.id, [...ids]), eq(steps.status, 'open'), isNull(steps.ticket));
  await tx
    .update(steps)
    .set({ dueAt: sql`least(${steps.dueAt}, ${now.toISOString()}::timestamptz)` })
    .where(waits);
}
