import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { OfficerCall, ServicePace, SubjectCalls } from '#domain/anomaly.ts';
import { type AnomalyId, ConnectorId, type DepartmentId, StaffId, type SwitchId } from '#domain/ids.ts';
import { cases } from './schema/cases.ts';
import { anomalies, exchanges } from './schema/exchanges.ts';
import { connectors } from './schema/reference.ts';
import type { Tx } from './with-tx.ts';

export type AnomalyRow = typeof anomalies.$inferSelect;

/** Questions that members of staff have had asked since then, each with whether the case was theirs. */
export async function listOfficerCalls(tx: Tx, since: Date): Promise<OfficerCall[]> {
  const rows = await tx
    .select({
      connector: exchanges.connector,
      officer: exchanges.officer,
      subjectKey: exchanges.subjectKey,
      owner: cases.owner,
      sentAt: exchanges.sentAt,
    })
    .from(exchanges)
    .innerJoin(cases, eq(cases.id, exchanges.caseId))
    .where(and(isNotNull(exchanges.officer), isNull(exchanges.reusedFrom), gte(exchanges.sentAt, since)));
  return rows.flatMap(({ officer, owner, ...row }) =>
    officer === null ? [] : [{ ...row, officer, isOwn: owner === officer }],
  );
}

const PaceRow = z.object({
  connector: ConnectorId,
  service: z.string(),
  count: z.coerce.number(),
  busiest: z.coerce.number(),
  days: z.coerce.number(),
});

/**
 * Services with at least `least` questions to one connector since `from`, each with the most that it asked in ten minutes of
 * the fourteen days before and the number of those days on which it asked at all.
 */
export async function listServicePaces(tx: Tx, from: Date, to: Date, least: number): Promise<ServicePace[]> {
  const { rows } = await tx.execute(sql`
    with busy as (
      select connector, service, count(*) as count from exchanges
      where sent_at >= ${from.toISOString()}::timestamptz and reused_from is null
      group by connector, service having count(*) >= ${least}
    )
    select busy.connector, busy.service, busy.count, coalesce(max(bins.count), 0) as busiest, count(distinct bins.day) as days
    from busy left join lateral (
      select count(*) as count, (date_bin('10 minutes', e.sent_at, 'epoch') at time zone 'Asia/Shanghai')::date as day
      from exchanges e
      where e.connector = busy.connector and e.service = busy.service and e.reused_from is null
        and e.sent_at >= ${from.toISOString()}::timestamptz - interval '14 days' and e.sent_at < ${from.toISOString()}::timestamptz
      group by date_bin('10 minutes', e.sent_at, 'epoch')
    ) bins on true
    group by busy.connector, busy.service, busy.count`);
  return z
    .array(PaceRow)
    .parse(rows)
    .map((row) => ({ ...row, from, to }));
}

const SubjectRow = z.object({
  connector: ConnectorId,
  subject_key: z.string(),
  applications: z.coerce.number(),
  officers: z.coerce.number(),
  by_system: z.coerce.number(),
  officer: StaffId.nullable(),
  service: z.string(),
  from: z.coerce.date(),
  to: z.coerce.date(),
});

/** Persons about whom one connector was asked on at least `least` applications since then. */
export async function listRepeatedSubjects(tx: Tx, since: Date, least: number): Promise<SubjectCalls[]> {
  const { rows } = await tx.execute(sql`
    select e.connector, e.subject_key, count(distinct c.application_id) as applications,
      count(distinct e.officer) as officers, count(*) filter (where e.officer is null) as by_system, min(e.officer) as officer,
      mode() within group (order by e.service) as service, min(e.sent_at) as "from", max(e.sent_at) as "to"
    from exchanges e join cases c on c.id = e.case_id
    where e.sent_at >= ${since.toISOString()}::timestamptz and e.reused_from is null
    group by e.connector, e.subject_key having count(distinct c.application_id) >= ${least}`);
  return z
    .array(SubjectRow)
    .parse(rows)
    .map(({ subject_key: subjectKey, officers, by_system: bySystem, officer, ...row }) => {
      const isOnes = officers === 1 && bySystem === 0;
      return { ...row, subjectKey, officer: isOnes ? officer : null };
    });
}

/** What each rule has already reported about whom, and up to when: newest of each, as far as it reaches past `since`. */
export async function listReported(tx: Tx, since: Date) {
  const { kind, connector, officer, service, subjectKey } = anomalies;
  return tx
    .select({ kind, connector, officer, service, subjectKey, until: max(anomalies.to) })
    .from(anomalies)
    .where(gt(anomalies.to, since))
    .groupBy(kind, connector, officer, service, subjectKey);
}

/** Which departments these connectors belong to. */
export async function listDepartmentsOf(
  tx: Tx,
  ids: readonly ConnectorId[],
): Promise<ReadonlyMap<ConnectorId, DepartmentId>> {
  const rows = await tx
    .select({ id: connectors.id, department: connectors.departmentId })
    .from(connectors)
    .where(inArray(connectors.id, [...ids]));
  return new Map(rows.map(({ id, department }) => [id, department]));
}

/** Reports an anomaly. Returns false where the same thing about the same one is open already. */
export async function insertAnomaly(tx: Tx, row: typeof anomalies.$inferInsert): Promise<boolean> {
  const added = await tx.insert(anomalies).values(row).onConflictDoNothing().returning({ id: anomalies.id });
  return added.length === 1;
}

/** A department's anomalies, open ones first, then the newest. */
export async function listAnomalies(tx: Tx, department: DepartmentId, limit: number): Promise<AnomalyRow[]> {
  return tx
    .select()
    .from(anomalies)
    .where(eq(anomalies.department, department))
    .orderBy(sql`${anomalies.state} <> 'open'`, desc(anomalies.foundAt), desc(anomalies.id))
    .limit(limit);
}

/** One anomaly of the department. */
export async function findAnomaly(
  tx: Tx,
  department: DepartmentId,
  id: AnomalyId,
): Promise<AnomalyRow | undefined> {
  const [row] = await tx
    .select()
    .from(anomalies)
    .where(and(eq(anomalies.id, id), eq(anomalies.department, department)));
  return row;
}

/** Settles an open anomaly of the department. Returns its switch, or undefined if it was not open. */
export async function settleAnomaly(
  tx: Tx,
  department: DepartmentId,
  id: AnomalyId,
  settled: { state: 'confirmed' | 'dismissed'; settledBy: StaffId; settledAt: Date; note: string },
): Promise<{ connector: ConnectorId; switchId: SwitchId | null } | undefined> {
  const [row] = await tx
    .update(anomalies)
    .set(settled)
    .where(and(eq(anomalies.id, id), eq(anomalies.department, department), eq(anomalies.state, 'open')))
    .returning({ connector: anomalies.connector, switchId: anomalies.switchId });
  return row;
}
