import { and, desc, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AnswerKind } from '#domain/answer.ts';
import type { CivilDate } from '#domain/dates.ts';
import type { EvidenceCode } from '#domain/evidence.ts';
import type { CaseId, ConnectorId, DepartmentId, ExchangeId, StaffId, StepId } from '#domain/ids.ts';
import { exchanges } from './schema/exchanges.ts';
import { quotaUse } from './schema/reference.ts';
import type { Tx } from './with-tx.ts';

/** One question as consoles show it: no subject, no body. */
export interface TrafficRow {
  id: ExchangeId;
  step: StepId;
  caseNumber: string;
  connector: ConnectorId;
  service: string;
  purpose: string;
  legalBasis: string;
  evidence: EvidenceCode;
  fields: string[];
  actor: string;
  officer: StaffId | null;
  reusedFrom: StepId | null;
  sentAt: Date;
  answeredAt: Date | null;
  answer: AnswerKind | null;
  cause: string | null;
  ms: number | null;
  overturned: boolean;
}

const TRAFFIC = {
  id: exchanges.id,
  step: exchanges.step,
  caseNumber: exchanges.caseNumber,
  connector: exchanges.connector,
  service: exchanges.service,
  purpose: exchanges.purpose,
  legalBasis: exchanges.legalBasis,
  evidence: exchanges.evidence,
  fields: exchanges.fields,
  actor: exchanges.actor,
  officer: exchanges.officer,
  reusedFrom: exchanges.reusedFrom,
  sentAt: exchanges.sentAt,
  answeredAt: exchanges.answeredAt,
  answer: exchanges.answer,
  cause: exchanges.cause,
  ms: exchanges.ms,
  overturned: exchanges.overturned,
};

/** Whose traffic: a connector, as far as it is this department's. */
export interface TrafficOf {
  department: DepartmentId;
  connector: ConnectorId;
}

/** Which part of it. `waiting`: no answer yet. Instants from (inclusive) and to (exclusive). */
export interface TrafficFilter {
  from: Date | null;
  to: Date | null;
  service: string | null;
  purpose: string | null;
  /** A staff member; `system` for what the plan had asked. */
  officer: StaffId | 'system' | null;
  answer: AnswerKind | 'waiting' | null;
  /** One person or pair, by the keyed index. */
  subjectKey?: string | null;
}

/** Where a page of a listing begins: after this row, in its order. */
export interface TrafficKey {
  sentAt: Date;
  id: ExchangeId;
}

function whereOf({ department, connector }: TrafficOf, filter: TrafficFilter): SQL | undefined {
  const { officer, answer, subjectKey = null } = filter;
  return and(
    eq(exchanges.department, department),
    eq(exchanges.connector, connector),
    filter.from === null ? undefined : gte(exchanges.sentAt, filter.from),
    filter.to === null ? undefined : lt(exchanges.sentAt, filter.to),
    filter.service === null ? undefined : eq(exchanges.service, filter.service),
    subjectKey === null ? undefined : eq(exchanges.subjectKey, subjectKey),
    filter.purpose === null ? undefined : eq(exchanges.purpose, filter.purpose),
    officer === null
      ? undefined
      : officer === 'system'
        ? isNull(exchanges.officer)
        : eq(exchanges.officer, officer),
    answer === null
      ? undefined
      : answer === 'waiting'
        ? isNull(exchanges.answer)
        : eq(exchanges.answer, answer),
  );
}

/** The newest questions first, after `before` where a page goes on. */
export async function listTraffic(
  tx: Tx,
  of: TrafficOf,
  filter: TrafficFilter,
  before: TrafficKey | null,
  limit: number,
): Promise<TrafficRow[]> {
  const rest =
    before === null
      ? undefined
      : sql`(${exchanges.sentAt}, ${exchanges.id}) < (${before.sentAt.toISOString()}::timestamptz, ${before.id})`;
  return tx
    .select(TRAFFIC)
    .from(exchanges)
    .where(and(whereOf(of, filter), rest))
    .orderBy(desc(exchanges.sentAt), desc(exchanges.id))
    .limit(limit);
}

/** What can be filtered by: the services, purposes and members of staff that a connector's traffic of a period names. */
export async function listTrafficChoices(tx: Tx, { department, connector }: TrafficOf, from: Date, to: Date) {
  const { service, purpose, officer, actor } = exchanges;
  return tx
    .selectDistinct({ service, purpose, officer, actor })
    .from(exchanges)
    .where(
      and(
        eq(exchanges.department, department),
        eq(exchanges.connector, connector),
        gte(exchanges.sentAt, from),
        lt(exchanges.sentAt, to),
      ),
    );
}

const HourRow = z.object({ hour: z.coerce.number(), count: z.coerce.number() });

/** Questions put on one civil day in Asia/Shanghai, by hour; reused answers are none. */
export async function countByHour(
  tx: Tx,
  { department, connector }: TrafficOf,
  day: CivilDate,
): Promise<number[]> {
  const { rows } = await tx.execute(sql`
    select extract(hour from sent_at at time zone 'Asia/Shanghai') as hour, count(*) as count from exchanges
    where department = ${department} and connector = ${connector} and reused_from is null
      and sent_at >= ${`${day}T00:00:00+08:00`}::timestamptz and sent_at < ${`${day}T00:00:00+08:00`}::timestamptz + interval '1 day'
    group by 1`);
  const counts = new Map(
    z
      .array(HourRow)
      .parse(rows)
      .map(({ hour, count }) => [hour, count]),
  );
  return Array.from({ length: 24 }, (_, hour) => counts.get(hour) ?? 0);
}

const PaceRow = z.object({
  sent: z.coerce.number(),
  told: z.coerce.number(),
  median: z.coerce.number().nullable(),
});

/** How a connector did since an instant: questions finished, how many of them were answered, and the median time of those. */
export async function readPace(
  tx: Tx,
  { department, connector }: TrafficOf,
  since: Date,
): Promise<z.infer<typeof PaceRow>> {
  const { rows } = await tx.execute(sql`
    select count(*) as sent, count(*) filter (where answer <> 'unavailable') as told,
      percentile_cont(0.5) within group (order by ms) filter (where answer <> 'unavailable') as median
    from exchanges
    where department = ${department} and connector = ${connector} and sent_at >= ${since.toISOString()}::timestamptz
      and reused_from is null and answer is not null and answer <> 'not_permitted'
      and coalesce(cause, '') not in ('quota', 'suspended')`);
  return PaceRow.parse(rows[0]);
}

/** Calls spent of a connector's day, as the quota counts them. */
export async function readUsed(tx: Tx, connector: ConnectorId, day: CivilDate): Promise<number> {
  const [row] = await tx
    .select({ used: quotaUse.used })
    .from(quotaUse)
    .where(and(eq(quotaUse.scope, `connector:${connector}`), eq(quotaUse.day, day)));
  return row?.used ?? 0;
}

/** What an export holds of one exchange beside what a console shows: what lets either side verify it. */
export type ExportRow = TrafficRow & {
  requirement: string;
  attempt: number;
  call: string;
  grantId: string;
  sentLeaf: string;
  answerLeaf: string | null;
  proof: (typeof exchanges.$inferSelect)['proof'];
};

/** A page of everything that was ever asked of a connector, oldest first, after a row. */
export async function listExportPage(
  tx: Tx,
  of: TrafficOf,
  range: { from: Date | null; to: Date | null },
  after: TrafficKey | null,
  limit: number,
): Promise<ExportRow[]> {
  const { requirement, attempt, call, grantId, sentLeaf, answerLeaf, proof } = exchanges;
  const filter = { ...range, service: null, purpose: null, officer: null, answer: null };
  const rest =
    after === null
      ? undefined
      : sql`(${exchanges.sentAt}, ${exchanges.id}) > (${after.sentAt.toISOString()}::timestamptz, ${after.id})`;
  return tx
    .select({ ...TRAFFIC, requirement, attempt, call, grantId, sentLeaf, answerLeaf, proof })
    .from(exchanges)
    .where(and(whereOf(of, filter), rest))
    .orderBy(exchanges.sentAt, exchanges.id)
    .limit(limit);
}

/** Everything that was asked for one case that the actor sees, oldest first. */
export async function listAskedOfCase(tx: Tx, caseId: CaseId): Promise<TrafficRow[]> {
  return tx
    .select(TRAFFIC)
    .from(exchanges)
    .where(eq(exchanges.caseId, caseId))
    .orderBy(exchanges.sentAt, exchanges.id);
}
