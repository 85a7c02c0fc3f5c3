import { sql } from 'drizzle-orm';
import type { CaseId, ExchangeId, StaffId, StepId } from '#domain/ids.ts';
import type { exchanges } from './schema/exchanges.ts';
import type { Tx } from './with-tx.ts';

type ExchangeRow = typeof exchanges.$inferInsert;
type Asked =
  | 'id'
  | 'step'
  | 'attempt'
  | 'call'
  | 'caseId'
  | 'caseNumber'
  | 'service'
  | 'requirement'
  | 'actor'
  | 'officer';
type Whom =
  | 'connector'
  | 'department'
  | 'grantId'
  | 'evidence'
  | 'fields'
  | 'purpose'
  | 'legalBasis'
  | 'subjectKey';
/** A question that is about to be sent. */
export type SentExchange = Required<Pick<ExchangeRow, Asked | Whom | 'sentAt' | 'sentLeaf'>>;

/** Writes down questions that are about to be sent, in the transaction of their ledger leaves. */
export async function insertExchanges(tx: Tx, rows: readonly SentExchange[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into exchanges (id, step, attempt, call, case_id, case_number, connector, department, grant_id, service,
      requirement, evidence, fields, purpose, legal_basis, actor, officer, subject_key, sent_at, sent_leaf)
    select id, step, attempt, call, "caseId", "caseNumber", connector, department, "grantId", service,
      requirement, evidence, fields, purpose, "legalBasis", actor, officer, "subjectKey", "sentAt", "sentLeaf"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent (
      id text, step text, attempt int, call text, "caseId" text, "caseNumber" text, connector text, department text,
      "grantId" text, service text, requirement text, evidence text, fields jsonb, purpose text, "legalBasis" text,
      actor text, officer text, "subjectKey" text, "sentAt" timestamptz, "sentLeaf" text)`);
}

/** A step that is given the answer of another one. */
export interface Reuse {
  id: ExchangeId;
  step: StepId;
  from: StepId;
}

/**
 * Writes down answers that are used again, for the department to see: with the persons and the ledger leaf of the question
 * that was really sent. The step has its grant's own purpose and legal basis.
 */
export async function insertReuses(tx: Tx, now: Date, reuses: readonly Reuse[]): Promise<void> {
  if (reuses.length === 0) return;
  const column = (name: keyof Reuse) => sql.param(reuses.map((reuse) => reuse[name]));
  await tx.execute(sql`
    insert into exchanges (id, step, attempt, call, case_id, case_number, connector, department, grant_id, service,
      requirement, evidence, fields, purpose, legal_basis, actor, officer, subject_key, reused_from, sent_at, sent_leaf)
    select r.id, s.id, s.attempts, s.call, s.case_id, c.number, s.connector, k.department_id, s.grant_id, c.service,
      s.requirement, s.evidence, s.fields, g.purpose, g.legal_basis, 'system', s.officer, asked.subject_key, r.leader,
      ${now.toISOString()}::timestamptz, asked.sent_leaf
    from unnest(${column('id')}::text[], ${column('step')}::text[], ${column('from')}::text[]) as r (id, step, leader)
    join steps s on s.id = r.step join cases c on c.id = s.case_id join connectors k on k.id = s.connector
    join grants g on g.id = s.grant_id
    cross join lateral (
      select e.subject_key, e.sent_leaf from exchanges e where e.step = r.leader order by e.attempt desc limit 1) asked`);
}

/** The tails of the staff numbers of those who have worked on these cases, by id: what calls and pages show of them. */
export async function listOfficerTails(tx: Tx, cases: readonly CaseId[]): Promise<Map<StaffId, string>> {
  const { rows } = await tx.execute<{ id: StaffId; tail: string }>(sql`
    select distinct data #>> '{officer,id}' as id, data #>> '{officer,tail}' as tail from case_events
    where case_id = any(${sql.param([...cases])}::text[]) and data ? 'officer'`);
  return new Map(rows.map(({ id, tail }) => [id, tail]));
}
