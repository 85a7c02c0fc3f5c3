import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { AnswerKind } from '#domain/answer.ts';
import type { CaseStatus } from '#domain/case-event.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { ExchangeBodies, ExchangeProof } from '#domain/exchange.ts';
import type { CaseId, ConnectorId, ExchangeId, StepId } from '#domain/ids.ts';
import { cases, steps } from './schema/cases.ts';
import { exchanges } from './schema/exchanges.ts';
import { type Sealed, sealed } from './sealed.ts';
import type { Tx } from './with-tx.ts';

/** Which attempt at which question an exchange is. */
export interface Attempt {
  step: StepId;
  attempt: number;
}

/** The exchange of an attempt, with the messages that it has so far. */
export interface OpenExchange extends Attempt {
  id: ExchangeId;
  proof: ExchangeProof | null;
  bodies: Sealed<ExchangeBodies> | null;
}

/** The exchanges of these attempts; one that was never sent has none. */
export async function listExchangesOf(tx: Tx, attempts: readonly Attempt[]): Promise<OpenExchange[]> {
  if (attempts.length === 0) return [];
  const { id, step, attempt, proof, bodies } = exchanges;
  const steps = attempts.map((each) => each.step);
  const rows = await tx
    .select({ id, step, attempt, proof, bodies })
    .from(exchanges)
    .where(inArray(step, steps));
  return rows
    .filter((row) => attempts.some((each) => each.step === row.step && each.attempt === row.attempt))
    .map((row) => ({
      ...row,
      bodies: row.bodies === null ? null : sealed('exchanges', 'bodies', row.id, row.bodies),
    }));
}

/** What came back for an exchange. */
export interface ExchangeAnswer {
  id: ExchangeId;
  answer: AnswerKind;
  /** Of an answer that is unavailable or not permitted: why. */
  cause: string | null;
  /** From the first byte out to the last one back; null is reckoned from when it was sent. */
  ms: number | null;
  /** Null leaves proof or bodies as they are. */
  proof: ExchangeProof | null;
  bodies: Buffer | null;
  answerLeaf: string;
  /** Fields that were older than their evidence type wants them; null where none was. */
  aged: string[] | null;
}

/** Completes exchanges with what came back. */
export async function completeExchanges(
  tx: Tx,
  answeredAt: Date,
  rows: readonly ExchangeAnswer[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(pick: (row: ExchangeAnswer) => T) => sql.param(rows.map(pick));
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const at = sql`${answeredAt.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update exchanges e set answered_at = ${at}, answer = r.answer, cause = r.cause, answer_leaf = r.leaf, aged = r.aged,
      ms = coalesce(r.ms, greatest(0, extract(epoch from ${at} - e.sent_at) * 1000)::int),
      proof = coalesce(r.proof, e.proof), bodies = coalesce(r.bodies, e.bodies)
    from unnest(
      ${column(({ id }) => id)}::text[], ${column(({ answer }) => answer)}::text[], ${column(({ cause }) => cause)}::text[],
      ${column(({ ms }) => ms)}::int[], ${column(({ proof }) => json(proof))}::jsonb[],
      ${column(({ bodies }) => bodies)}::bytea[], ${column(({ answerLeaf }) => answerLeaf)}::text[],
      ${column(({ aged }) => json(aged))}::jsonb[]
    ) as r (id, answer, cause, ms, proof, bodies, leaf, aged)
    where e.id = r.id`);
}

/** A call as its connector was sent it, with how its question stands now. */
export interface CalledExchange {
  step: StepId;
  caseId: CaseId;
  caseNumber: string;
  requirement: string;
  purpose: string;
  legalBasis: string;
  evidence: EvidenceCode;
  fields: string[];
  sentAt: Date;
  proof: ExchangeProof | null;
  /** Its question is open, under this very call. */
  isWaiting: boolean;
  caseStatus: CaseStatus;
}

/** @returns undefined for a call that this connector was never sent */
export async function findCalled(
  tx: Tx,
  connector: ConnectorId,
  call: string,
): Promise<CalledExchange | undefined> {
  const { step, caseId, caseNumber, requirement, purpose, legalBasis } = exchanges;
  const { evidence, fields, sentAt, proof } = exchanges;
  const [row] = await tx
    .select({
      step,
      caseId,
      caseNumber,
      requirement,
      purpose,
      legalBasis,
      evidence,
      fields,
      sentAt,
      proof,
      isWaiting: sql<boolean>`${steps.status} = 'open' and ${steps.call} = ${exchanges.call}`,
      caseStatus: cases.status,
    })
    .from(exchanges)
    .innerJoin(steps, eq(steps.id, exchanges.step))
    .innerJoin(cases, eq(cases.id, exchanges.caseId))
    .where(and(eq(exchanges.call, call), eq(exchanges.connector, connector), isNull(exchanges.reusedFrom)))
    .orderBy(desc(exchanges.sentAt), desc(exchanges.attempt))
    .limit(1);
  return row;
}

/** Answers of a connector with fields older than the alarm, counted by evidence type and field. Row security: the department's own. */
export async function countAged(
  tx: Tx,
  connector: ConnectorId,
  since: Date,
  until: Date,
): Promise<{ evidence: EvidenceCode; field: string; count: number }[]> {
  const { rows } = await tx.execute<{ evidence: EvidenceCode; field: string; count: number }>(sql`
    select evidence, field, count(*)::int as count
    from exchanges, jsonb_array_elements_text(aged) as field
    where connector = ${connector} and sent_at >= ${since.toISOString()}::timestamptz
      and sent_at < ${until.toISOString()}::timestamptz and aged is not null
    group by evidence, field order by evidence, field`);
  return rows;
}
