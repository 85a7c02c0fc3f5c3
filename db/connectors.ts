import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { ConnectorDocument } from '#domain/connector.ts';
import type { ConnectorId, DepartmentId } from '#domain/ids.ts';
import { connectorCredentials, connectorVersions, departments, switches } from './schema/departments.ts';
import { connectors } from './schema/reference.ts';
import type { Tx } from './with-tx.ts';

export type ConnectorVersionRow = typeof connectorVersions.$inferSelect;
export type SwitchRow = typeof switches.$inferSelect;

/** Adds departments and renews their names. */
export async function saveDepartments(
  tx: Tx,
  rows: readonly (typeof departments.$inferInsert)[],
): Promise<void> {
  for (const row of rows) {
    const set = { name: row.name };
    await tx.insert(departments).values(row).onConflictDoUpdate({ target: departments.id, set });
  }
}

/** The version that answers of every connector that has one. */
export async function listLiveVersions(tx: Tx): Promise<ConnectorVersionRow[]> {
  const rows = await tx
    .select({ version: connectorVersions })
    .from(connectorVersions)
    .innerJoin(
      connectors,
      and(
        eq(connectors.id, connectorVersions.connector),
        eq(connectors.liveVersion, connectorVersions.version),
      ),
    );
  return rows.map(({ version }) => version);
}

/**
 * The version that answers of every connector; of one that has none yet the newest, whose files are read before its test call,
 * because nothing goes live before that.
 */
export async function listFeedVersions(tx: Tx): Promise<ConnectorVersionRow[]> {
  const rows = await tx
    .selectDistinctOn([connectorVersions.connector], { version: connectorVersions })
    .from(connectorVersions)
    .innerJoin(connectors, eq(connectors.id, connectorVersions.connector))
    .where(or(isNull(connectors.liveVersion), eq(connectors.liveVersion, connectorVersions.version)))
    .orderBy(asc(connectorVersions.connector), desc(connectorVersions.version));
  return rows.map(({ version }) => version);
}

/** A connector's newest version. */
export async function findNewestVersion(
  tx: Tx,
  connector: ConnectorId,
): Promise<ConnectorVersionRow | undefined> {
  const [row] = await tx
    .select()
    .from(connectorVersions)
    .where(eq(connectorVersions.connector, connector))
    .orderBy(desc(connectorVersions.version))
    .limit(1);
  return row;
}

/** Writes a version that answers from now on, as an installation's own reference data; older ones are retired. */
export async function saveLiveVersion(
  tx: Tx,
  document: ConnectorDocument,
  version: number,
  now: Date,
  by: string,
): Promise<void> {
  const { id: connector, department } = document;
  await tx
    .update(connectorVersions)
    .set({ state: 'retired' })
    .where(and(eq(connectorVersions.connector, connector), eq(connectorVersions.state, 'live')));
  await tx.insert(connectorVersions).values({
    connector,
    version,
    department,
    document,
    state: 'live',
    createdBy: by,
    createdAt: now,
    testedAt: now,
    conformingAt: now,
    liveAt: now,
  });
  await tx.update(connectors).set({ liveVersion: version }).where(eq(connectors.id, connector));
}

/** The newest sealed credential of every slot of these connectors. */
export async function listCredentials(
  tx: Tx,
  ids: readonly ConnectorId[],
): Promise<{ connector: ConnectorId; slot: string; sealed: string }[]> {
  return tx
    .selectDistinctOn([connectorCredentials.connector, connectorCredentials.slot], {
      connector: connectorCredentials.connector,
      slot: connectorCredentials.slot,
      sealed: connectorCredentials.sealed,
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

/** Adds a sealed credential; the newest of a slot counts. */
export async function insertCredential(tx: Tx, row: typeof connectorCredentials.$inferInsert): Promise<void> {
  await tx.insert(connectorCredentials).values(row);
}

/** Removes the credentials that an earlier start had put in place. */
export async function deleteCredentialsSetBy(tx: Tx, connector: ConnectorId, by: string): Promise<void> {
  await tx
    .delete(connectorCredentials)
    .where(and(eq(connectorCredentials.connector, connector), eq(connectorCredentials.setBy, by)));
}

/** A mark that changes whenever a version is made or goes live, or a credential is set. */
export async function readConnectorMark(tx: Tx): Promise<string> {
  const { rows } = await tx.execute<{ mark: string }>(sql`
    select concat_ws('/',
      (select string_agg(id || ':' || coalesce(live_version, 0), ',' order by id) from connectors),
      (select count(*) from connector_versions),
      (select max(id) from connector_credentials),
      (select count(*) from connector_credentials)) as mark`);
  return rows[0]?.mark ?? '';
}

/** Switches in force of these connectors. */
export async function listSwitches(tx: Tx, ids: readonly ConnectorId[]): Promise<SwitchRow[]> {
  return tx
    .select()
    .from(switches)
    .where(and(inArray(switches.connector, [...ids]), isNull(switches.liftedAt)));
}

/** The names of departments. */
export async function listDepartments(
  tx: Tx,
  ids: readonly DepartmentId[],
): Promise<(typeof departments.$inferSelect)[]> {
  return tx
    .select()
    .from(departments)
    .where(inArray(departments.id, [...ids]));
}

/** The department whose plug a connector is. */
export async function findConnectorDepartment(
  tx: Tx,
  connector: ConnectorId,
): Promise<DepartmentId | undefined> {
  const [row] = await tx
    .select({ department: connectors.departmentId })
    .from(connectors)
    .where(eq(connectors.id, connector));
  return row?.department;
}
