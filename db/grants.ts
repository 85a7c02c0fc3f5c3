import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { DepartmentId, GrantId } from '#domain/ids.ts';
import type { GrantRow } from './reference.ts';
import { connectors, grantChanges, grants } from './schema/reference.ts';
import type { Tx } from './with-tx.ts';

export type GrantChangeRow = typeof grantChanges.$inferSelect;

/** Grants of a department's connectors, the newest first. */
export async function listGrantsOf(tx: Tx, department: DepartmentId): Promise<GrantRow[]> {
  const rows = await tx
    .select({ grant: grants })
    .from(grants)
    .innerJoin(connectors, eq(connectors.id, grants.connector))
    .where(eq(connectors.departmentId, department))
    .orderBy(asc(grants.service), asc(grants.requirement), desc(grants.validFrom));
  return rows.map(({ grant }) => grant);
}

/** All grants of the city. */
export async function listGrants(tx: Tx): Promise<GrantRow[]> {
  return tx
    .select()
    .from(grants)
    .orderBy(asc(grants.service), asc(grants.requirement), asc(grants.evidence), desc(grants.validFrom));
}

/** A grant with its department. */
export async function findGrant(
  tx: Tx,
  id: GrantId,
): Promise<{ grant: GrantRow; department: DepartmentId } | undefined> {
  const [row] = await tx
    .select({ grant: grants, department: connectors.departmentId })
    .from(grants)
    .innerJoin(connectors, eq(connectors.id, grants.connector))
    .where(eq(grants.id, id));
  return row;
}

/** A grant of a department, held until the transaction ends. */
export async function lockGrantOf(
  tx: Tx,
  department: DepartmentId,
  id: GrantId,
): Promise<GrantRow | undefined> {
  const [row] = await tx
    .select({ grant: grants })
    .from(grants)
    .innerJoin(connectors, eq(connectors.id, grants.connector))
    .where(and(eq(grants.id, id), eq(connectors.departmentId, department)))
    .for('update', { of: grants });
  return row?.grant;
}

/** The active grants for the same thing as another, that one left out. */
export async function listRivals(tx: Tx, grant: GrantRow): Promise<GrantRow[]> {
  const rows = await tx
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.service, grant.service),
        eq(grants.requirement, grant.requirement),
        eq(grants.evidence, grant.evidence),
        eq(grants.connector, grant.connector),
        eq(grants.state, 'active'),
      ),
    );
  return rows.filter(({ id }) => id !== grant.id);
}

/** Adds a request. Returns false where one for the same thing from the same day is there. */
export async function insertGrant(tx: Tx, row: typeof grants.$inferInsert): Promise<boolean> {
  const { rowCount } = await tx.insert(grants).values(row).onConflictDoNothing();
  return rowCount === 1;
}

export async function updateGrant(
  tx: Tx,
  id: GrantId,
  change: Partial<
    Pick<
      GrantRow,
      | 'fields'
      | 'perDay'
      | 'reuse'
      | 'reuseHours'
      | 'validTo'
      | 'state'
      | 'decidedBy'
      | 'decidedAt'
      | 'decisionNote'
    >
  >,
): Promise<void> {
  await tx.update(grants).set(change).where(eq(grants.id, id));
}

export async function insertGrantChange(tx: Tx, row: GrantChangeRow): Promise<void> {
  await tx.insert(grantChanges).values(row);
}

/** What became of these grants, oldest first. */
export async function listGrantChanges(tx: Tx, ids: readonly GrantId[]): Promise<GrantChangeRow[]> {
  return tx
    .select()
    .from(grantChanges)
    .where(inArray(grantChanges.grantId, [...ids]))
    .orderBy(asc(grantChanges.id));
}
