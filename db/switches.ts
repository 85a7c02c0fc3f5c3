import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Due } from '#domain/case-event.ts';
import { EvidenceCode } from '#domain/evidence.ts';
import { CaseId, type ConnectorId, type DepartmentId, StaffId, type SwitchId } from '#domain/ids.ts';
import type { SwitchRow } from './connectors.ts';
import { switches } from './schema/departments.ts';
import type { Tx } from './with-tx.ts';

/** Throws a switch. */
export async function insertSwitch(tx: Tx, row: typeof switches.$inferInsert): Promise<void> {
  await tx.insert(switches).values(row);
}

/** A department's switch in force, locked. */
export async function lockSwitch(
  tx: Tx,
  department: DepartmentId,
  id: SwitchId,
): Promise<SwitchRow | undefined> {
  const [row] = await tx
    .select()
    .from(switches)
    .where(and(eq(switches.id, id), eq(switches.department, department), isNull(switches.liftedAt)))
    .for('update');
  return row;
}

/** Lifts a switch of the department. */
export async function liftSwitch(
  tx: Tx,
  department: DepartmentId,
  id: SwitchId,
  by: StaffId,
  at: Date,
  reason: string,
): Promise<void> {
  await tx
    .update(switches)
    .set({ liftedBy: by, liftedAt: at, liftReason: reason })
    .where(and(eq(switches.id, id), eq(switches.department, department), isNull(switches.liftedAt)));
}

/** The switches of a connector of the department, those in force first, then the newest. */
export async function listSwitchHistory(
  tx: Tx,
  department: DepartmentId,
  connector: ConnectorId,
  limit: number,
): Promise<SwitchRow[]> {
  return tx
    .select()
    .from(switches)
    .where(and(eq(switches.department, department), eq(switches.connector, connector)))
    .orderBy(sql`${switches.liftedAt} is not null`, desc(switches.setAt), desc(switches.id))
    .limit(limit);
}

const RelyingRow = z.object({
  case_id: CaseId,
  service: z.string(),
  service_version: z.number().int(),
  due: Due,
  requirement: z.string(),
  evidence: EvidenceCode,
  fields: z.array(z.string()),
  officer: StaffId.nullable(),
  is_open: z.boolean(),
});
export type RelyingRow = z.infer<typeof RelyingRow>;

/**
 * Open cases that rely on a connector of the actor's own department (nothing for any other): one row for each question that
 * is out, and one for each granted question that has not been put and whose requirement nothing else has established.
 */
export async function listRelyingCases(tx: Tx, connector: ConnectorId): Promise<RelyingRow[]> {
  const { rows } = await tx.execute(sql`select * from relying_cases(${connector})`);
  return z.array(RelyingRow).parse(rows);
}

/** A connector, or the part of it that a switch covers. */
export type Woken = Pick<SwitchRow, 'connector'> &
  Partial<Pick<SwitchRow, 'evidence' | 'field' | 'service' | 'officer'>>;

/**
 * Makes the waiting questions of a connector of the actor's own department due now, or of the part of it that a switch
 * covers. What waits for a late answer under a ticket is left waiting: it has been asked.
 * @returns how many
 */
export async function wakeQuestions(tx: Tx, woken: Woken, now: Date): Promise<number> {
  const { connector, evidence = null, field = null, service = null, officer = null } = woken;
  const { rows } = await tx.execute<{ woken: string }>(sql`
    select wake_questions(${connector}, ${evidence}, ${field}, ${service}, ${officer}, ${now.toISOString()}::timestamptz)
      as woken`);
  return Number(rows[0]?.woken ?? 0);
}
