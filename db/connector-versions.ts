import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { ConnectorId, DepartmentId } from '#domain/ids.ts';
import type { ConnectorVersionRow } from './connectors.ts';
import type { ConnectorRow } from './reference.ts';
import { connectorCredentials, connectorDrafts, connectorVersions } from './schema/departments.ts';
import { anomalies, deskQuestions, tickets } from './schema/exchanges.ts';
import { connectors, quotaUse } from './schema/reference.ts';
import type { Tx } from './with-tx.ts';

export type DraftRow = typeof connectorDrafts.$inferSelect;

/** A department's connectors. */
export async function listConnectorsOf(tx: Tx, department: DepartmentId): Promise<ConnectorRow[]> {
  return tx
    .select()
    .from(connectors)
    .where(eq(connectors.departmentId, department))
    .orderBy(asc(connectors.id));
}

/** One of a department's connectors. */
export async function findConnectorOf(
  tx: Tx,
  department: DepartmentId,
  id: ConnectorId,
): Promise<ConnectorRow | undefined> {
  const where = and(eq(connectors.id, id), eq(connectors.departmentId, department));
  const [row] = await tx.select().from(connectors).where(where);
  return row;
}

/** The same, held until the transaction ends: what changes a connector's versions goes one after the other. */
export async function lockConnectorOf(
  tx: Tx,
  department: DepartmentId,
  id: ConnectorId,
): Promise<ConnectorRow | undefined> {
  const where = and(eq(connectors.id, id), eq(connectors.departmentId, department));
  const [row] = await tx.select().from(connectors).where(where).for('update');
  return row;
}

/** A connector, whosoever it is. */
export async function findConnector(tx: Tx, id: ConnectorId): Promise<ConnectorRow | undefined> {
  const [row] = await tx.select().from(connectors).where(eq(connectors.id, id));
  return row;
}

/** Adds a connector that answers nothing yet. Returns false where the id is taken. */
export async function insertConnector(tx: Tx, row: typeof connectors.$inferInsert): Promise<boolean> {
  // No RETURNING after a conflict: the row that is there may be another department's.
  const { rowCount } = await tx.insert(connectors).values(row).onConflictDoNothing();
  return rowCount === 1;
}

/** What a department has set itself: how much may be asked of it, how long it is waited for. */
export type Limits = Pick<ConnectorRow, 'dailyLimit' | 'timeoutMs' | 'width' | 'reserve' | 'reserveUntil'>;

/** Sets a connector's limits, which hold from the next question on. */
export async function updateLimits(tx: Tx, id: ConnectorId, limits: Limits): Promise<void> {
  await tx.update(connectors).set(limits).where(eq(connectors.id, id));
}

/** Names the version that answers; null for none. */
export async function updateLiveVersion(tx: Tx, id: ConnectorId, version: number | null): Promise<void> {
  await tx.update(connectors).set({ liveVersion: version }).where(eq(connectors.id, id));
}

/** Versions of these connectors, the newest first. */
export async function listVersions(tx: Tx, ids: readonly ConnectorId[]): Promise<ConnectorVersionRow[]> {
  return tx
    .select()
    .from(connectorVersions)
    .where(inArray(connectorVersions.connector, [...ids]))
    .orderBy(asc(connectorVersions.connector), desc(connectorVersions.version));
}

/** One version. */
export async function findVersion(
  tx: Tx,
  connector: ConnectorId,
  version: number,
): Promise<ConnectorVersionRow | undefined> {
  const where = and(eq(connectorVersions.connector, connector), eq(connectorVersions.version, version));
  const [row] = await tx.select().from(connectorVersions).where(where);
  return row;
}

/** Adds a version. */
export async function insertVersion(tx: Tx, row: typeof connectorVersions.$inferInsert): Promise<void> {
  await tx.insert(connectorVersions).values(row);
}

/** How far a version has come; what it says never changes. */
export type VersionMove = Partial<
  Pick<ConnectorVersionRow, 'state' | 'testedAt' | 'conformingAt' | 'signedBy' | 'liveAt' | 'sunsetAt'>
>;

export async function updateVersion(
  tx: Tx,
  connector: ConnectorId,
  version: number,
  move: VersionMove,
): Promise<void> {
  const where = and(eq(connectorVersions.connector, connector), eq(connectorVersions.version, version));
  await tx.update(connectorVersions).set(move).where(where);
}

/** Versions whose announced end has come. */
export async function listSunset(tx: Tx, now: Date): Promise<ConnectorVersionRow[]> {
  const where = and(eq(connectorVersions.state, 'deprecated'), lte(connectorVersions.sunsetAt, now));
  return tx.select().from(connectorVersions).where(where).for('update', { skipLocked: true });
}

/** Live versions of a connector that wait for the end of the one before them. */
export async function findWaiting(tx: Tx, connector: ConnectorId): Promise<ConnectorVersionRow | undefined> {
  const [row] = await tx
    .select()
    .from(connectorVersions)
    .where(and(eq(connectorVersions.connector, connector), eq(connectorVersions.state, 'live')))
    .orderBy(desc(connectorVersions.version))
    .limit(1);
  return row;
}

/** The department's draft of a connector's next version. */
export async function findDraft(tx: Tx, connector: ConnectorId): Promise<DraftRow | undefined> {
  const [row] = await tx.select().from(connectorDrafts).where(eq(connectorDrafts.connector, connector));
  return row;
}

/** All drafts of a department. */
export async function listDrafts(tx: Tx, department: DepartmentId): Promise<DraftRow[]> {
  return tx
    .select()
    .from(connectorDrafts)
    .where(eq(connectorDrafts.department, department))
    .orderBy(asc(connectorDrafts.connector));
}

/** Saves a draft in place of the one that is there. */
export async function saveDraft(tx: Tx, row: DraftRow): Promise<void> {
  const { draft, savedBy, savedAt } = row;
  await tx
    .insert(connectorDrafts)
    .values(row)
    .onConflictDoUpdate({ target: connectorDrafts.connector, set: { draft, savedBy, savedAt } });
}

export async function deleteDraft(tx: Tx, connector: ConnectorId): Promise<void> {
  await tx.delete(connectorDrafts).where(eq(connectorDrafts.connector, connector));
}

/** That a credential is set, by whom and when: what it is can only be read by the broker. */
export interface CredentialMark {
  connector: ConnectorId;
  slot: string;
  setBy: string;
  setAt: Date;
}

/** The newest credential of every slot of these connectors, without what it is. */
export async function listCredentialMarks(tx: Tx, ids: readonly ConnectorId[]): Promise<CredentialMark[]> {
  return tx
    .selectDistinctOn([connectorCredentials.connector, connectorCredentials.slot], {
      connector: connectorCredentials.connector,
      slot: connectorCredentials.slot,
      setBy: connectorCredentials.setBy,
      setAt: connectorCredentials.setAt,
    })
    .from(connectorCredentials)
    .where(inArray(connectorCredentials.connector, [...ids]))
    .orderBy(
      asc(connectorCredentials.connector),
      asc(connectorCredentials.slot),
      desc(connectorCredentials.setAt),
      desc(connectorCredentials.id),
    );
}

/** Calls spent on a civil day, by scope (`connector:<id>`, `grant:<id>`); what has none is left out. */
export async function readUse(
  tx: Tx,
  scopes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, number>> {
  const where = and(inArray(quotaUse.scope, [...scopes]), eq(quotaUse.day, day));
  const rows = await tx.select({ scope: quotaUse.scope, used: quotaUse.used }).from(quotaUse).where(where);
  return new Map(rows.map(({ scope, used }) => [scope, used]));
}

/** What waits for a person of a department: findings, tickets, and questions on its desk. */
export interface OpenWork {
  anomalies: number;
  tickets: number;
  questions: number;
}

export async function countOpenWork(tx: Tx, department: DepartmentId): Promise<OpenWork> {
  const [row] = await tx
    .select({
      anomalies: sql<number>`(select count(*)::int from ${anomalies} where ${and(eq(anomalies.department, department), eq(anomalies.state, 'open'))})`,
      tickets: sql<number>`(select count(*)::int from ${tickets} where ${and(eq(tickets.department, department), eq(tickets.state, 'open'))})`,
      questions: sql<number>`(select count(*)::int from ${deskQuestions} where ${and(eq(deskQuestions.department, department), inArray(deskQuestions.state, ['open', 'answered']))})`,
    })
    .from(sql`(values (1)) one`);
  return row ?? { anomalies: 0, tickets: 0, questions: 0 };
}
