import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { Bundle } from '#domain/bundle.ts';
import type { GrantId } from '#domain/ids.ts';
import { ParameterRow } from '#domain/parameters.ts';
import { ServiceDefinition } from '#domain/service.ts';
import {
  areas,
  bundleVersions,
  calendarYears,
  connectors,
  grants,
  parameters,
  serviceVersions,
} from './schema/reference.ts';
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

/** The bundle (一件事) in force on a civil day: the newest version that is valid by then. */
export async function findBundleInForce(tx: Tx, id: string, day: string): Promise<Bundle | undefined> {
  const [row] = await tx
    .select({ document: bundleVersions.document })
    .from(bundleVersions)
    .where(and(eq(bundleVersions.id, id), lte(bundleVersions.validFrom, day)))
    .orderBy(desc(bundleVersions.validFrom), desc(bundleVersions.version))
    .limit(1);
  return row && Bundle.parse(row.document);
}

/** Active grants of a service on a civil day. */
export async function listActiveGrants(tx: Tx, service: string, day: string): Promise<GrantRow[]> {
  return tx
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.service, service),
        eq(grants.state, 'active'),
        lte(grants.validFrom, day),
        sql`(${grants.validTo} is null or ${grants.validTo} >= ${day})`,
      ),
    );
}

/** Grants by id with their connectors. */
export async function listGrantedConnectors(
  tx: Tx,
  ids: readonly GrantId[],
): Promise<Map<GrantId, { grant: GrantRow; connector: ConnectorRow }>> {
  const rows = await tx
    .select({ grant: grants, connector: connectors })
    .from(grants)
    .innerJoin(connectors, eq(connectors.id, grants.connector))
    .where(inArray(grants.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.grant.id, row]));
}

/** All connectors. */
export async function listConnectors(tx: Tx): Promise<ConnectorRow[]> {
  return tx.select().from(connectors);
}

/** The codes of all areas that the city's reference data knows, abolished ones included. */
export async function listAreaCodes(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ code: areas.code }).from(areas);
  return rows.map(({ code }) => code);
}
