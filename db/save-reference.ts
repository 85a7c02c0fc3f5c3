import { and, eq } from 'drizzle-orm';
import type { Bundle } from '#domain/bundle.ts';
import type { Calendar } from '#domain/calendar.ts';
import type { ParameterRow } from '#domain/parameters.ts';
import type { ServiceDefinition } from '#domain/service.ts';
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

/** Adds areas and renews their names and paths. */
export async function saveAreas(tx: Tx, rows: readonly (typeof areas.$inferInsert)[]): Promise<void> {
  for (const row of rows) {
    const set = { path: row.path, name: row.name };
    await tx.insert(areas).values(row).onConflictDoUpdate({ target: areas.code, set });
  }
}

/** Adds dated figures; a correction is a further row, so nothing that is there changes. */
export async function saveParameters(tx: Tx, rows: readonly ParameterRow[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(parameters)
      .values([...rows])
      .onConflictDoNothing();
}

/** Adds connectors; limits and switches of those that are there are their departments' business. */
export async function saveConnectors(
  tx: Tx,
  rows: readonly (typeof connectors.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(connectors)
      .values([...rows])
      .onConflictDoNothing();
}

/** Adds first grants; those that are there are their departments' business. */
export async function saveGrants(tx: Tx, rows: readonly (typeof grants.$inferInsert)[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(grants)
      .values([...rows])
      .onConflictDoNothing();
}

/** Loads published calendar years; a year is replaced when a later notice changes its last days. */
export async function saveCalendar(tx: Tx, calendar: Calendar): Promise<void> {
  for (const [year, days] of Object.entries(calendar.years)) {
    const row = { workdaysOff: [...days.workdaysOff], weekendWorkdays: [...days.weekendWorkdays] };
    await tx
      .insert(calendarYears)
      .values({ year: Number(year), ...row })
      .onConflictDoUpdate({ target: calendarYears.year, set: row });
  }
}

/** Publishes a service version. Returns false if that version is there already with another content. */
export async function saveServiceVersion(
  tx: Tx,
  document: ServiceDefinition,
  contentHash: string,
): Promise<boolean> {
  const { id, version, engine, validFrom } = document;
  await tx
    .insert(serviceVersions)
    .values({ id, version, contentHash, engine, validFrom, document })
    .onConflictDoNothing();
  const where = and(eq(serviceVersions.id, id), eq(serviceVersions.version, version));
  const [row] = await tx
    .select({ contentHash: serviceVersions.contentHash })
    .from(serviceVersions)
    .where(where);
  return row?.contentHash === contentHash;
}

/** Publishes a bundle's version. Returns false if that version is there already with another content. */
export async function saveBundleVersion(tx: Tx, document: Bundle, contentHash: string): Promise<boolean> {
  const { id, version, validFrom } = document;
  await tx
    .insert(bundleVersions)
    .values({ id, version, contentHash, validFrom, document })
    .onConflictDoNothing();
  const where = and(eq(bundleVersions.id, id), eq(bundleVersions.version, version));
  const [row] = await tx
    .select({ contentHash: bundleVersions.contentHash })
    .from(bundleVersions)
    .where(where);
  return row?.contentHash === contentHash;
}
