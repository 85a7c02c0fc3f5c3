import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { ConnectorId, GrantId } from '#domain/ids.ts';
import { ParameterRow } from '#domain/parameters.ts';
import { ServiceDefinition } from '#domain/service.ts';
import { areas, calendarYears, connectors, grants, parameters, serviceVersions } from './schema/reference.ts';
import type { Tx } from './with-tx.ts';

export type ConnectorRow = typeof connectors.$inferSelect;
export type GrantRow = typeof grants.$inferSelect;

/** The area's path from province down, as rows carry it. */
export async function findAreaPath(tx: Tx, code: string): Promise<string | undefined> {
  const [row] = await tx.select({ path: areas.path }).from(areas).where(eq(areas.code, code));
  return row?.path;
}

/** Every dated row of the given figures in the given areas. */
export async function listParameters(
  tx: Tx,
  keys: readonly string[],
  areaCodes: readonly string[],
): Promise<ParameterRow[]> {
  if (keys.length === 0 || areaCodes.length === 0) return [];
  const where = and(inArray(parameters.key, [...keys]), inArray(parameters.area, [...areaCodes]));
  const rows = await tx.select().from(parameters).where(where);
  return rows.map((row) => ParameterRow.parse(row));
}

/** All published calendar years. */
export async function listCalendarYears(tx: Tx): Promise<(typeof calendarYears.$inferSelect)[]> {
  return tx.select().from(calendarYears);
}

/** One immutable version of a service definition. */
export async function findServiceVersion(
  tx: Tx,
  id: string,
  version: number,
): Promise<ServiceDefinition | undefined> {
  const where = and(eq(serviceVersions.id, id), eq(serviceVersions.version, version));
  const [row] = await tx.select({ document: serviceVersions.document }).from(serviceVersions).where(where);
  return row && ServiceDefinition.parse(row.document);
}

/** The version in force on a civil day: the newest that is valid by then. */
export async function findServiceVersionInForce(
  tx: Tx,
  id: string,
  day: string,
): Promise<{ id: string; version: number } | undefined> {
  const [row] = await tx
    .select({ id: serviceVersions.id, version: serviceVersions.version })
    .from(serviceVersions)
    .where(and(eq(serviceVersions.id, id), lte(serviceVersions.validFrom, day)))
    .orderBy(desc(serviceVersions.validFrom), desc(serviceVersions.version))
    .limit(1);
  return row;
}

/** Grants of a service on a civil day that nobody has suspended. */
export async function listActiveGrants(tx: Tx, service: string, day: string): Promise<GrantRow[]> {
  return tx
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.service, service),
        eq(grants.suspended, false),
        lte(grants.validFrom, day),
        sql`(${grants.validTo} is null or ${grants.validTo} >= ${day})`,
      ),
    );
}

/** One grant, suspended or not. */
export async function findGrant(tx: Tx, id: GrantId): Promise<GrantRow | undefined> {
  const [row] = await tx.select().from(grants).where(eq(grants.id, id));
  return row;
}

/** One connector. */
export async function findConnector(tx: Tx, id: ConnectorId): Promise<ConnectorRow | undefined> {
  const [row] = await tx.select().from(connectors).where(eq(connectors.id, id));
  return row;
}

/** Names of the departments behind connectors. */
export async function listConnectors(tx: Tx): Promise<ConnectorRow[]> {
  return tx.select().from(connectors);
}

/** The codes of all areas that the city's reference data knows, abolished ones included. */
export async function listAreaCodes(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ code: areas.code }).from(areas);
  return rows.map(({ code }) => code);
}
