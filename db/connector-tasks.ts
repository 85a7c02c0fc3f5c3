import { and, asc, desc, eq, isNull, lt, or } from 'drizzle-orm';
import type { ConnectorId, DepartmentId, TaskId } from '#domain/ids.ts';
import { connectorTasks, type TaskReport } from './schema/departments.ts';
import type { Tx } from './with-tx.ts';

export type TaskRow = typeof connectorTasks.$inferSelect;
export type { TaskReport };

/** Puts a task where the broker finds it. */
export async function insertTask(
  tx: Tx,
  row: Omit<TaskRow, 'leaseUntil' | 'finishedAt' | 'report'>,
): Promise<void> {
  await tx.insert(connectorTasks).values(row);
}

/** Tasks of a connector, the newest first. */
export async function listTasks(tx: Tx, connector: ConnectorId, most = 50): Promise<TaskRow[]> {
  return tx
    .select()
    .from(connectorTasks)
    .where(eq(connectorTasks.connector, connector))
    .orderBy(desc(connectorTasks.requestedAt), desc(connectorTasks.id))
    .limit(most);
}

/** Tasks of a department that the broker has not finished. */
export async function listRunning(tx: Tx, department: DepartmentId): Promise<TaskRow[]> {
  const where = and(eq(connectorTasks.department, department), isNull(connectorTasks.finishedAt));
  return tx.select().from(connectorTasks).where(where);
}

/** Takes the task that has waited longest for the time of a lease; one whose lease has run out is taken again. */
export async function claimTask(tx: Tx, now: Date, leaseUntil: Date): Promise<TaskRow | undefined> {
  const isFree = or(isNull(connectorTasks.leaseUntil), lt(connectorTasks.leaseUntil, now));
  const [row] = await tx
    .select()
    .from(connectorTasks)
    .where(and(isNull(connectorTasks.finishedAt), isFree))
    .orderBy(asc(connectorTasks.requestedAt))
    .limit(1)
    .for('update', { skipLocked: true });
  if (row === undefined) return undefined;
  await tx.update(connectorTasks).set({ leaseUntil }).where(eq(connectorTasks.id, row.id));
  return { ...row, leaseUntil };
}

/**
 * Writes what a task has found, unless somebody else has finished it or holds its lease by now.
 * @param leaseUntil of whoever has run it; null for what others have found out, whoever holds the lease
 */
export async function finishTask(
  tx: Tx,
  id: TaskId,
  leaseUntil: Date | null,
  finishedAt: Date,
  report: TaskReport,
): Promise<TaskRow | undefined> {
  const isOurs = leaseUntil === null ? undefined : eq(connectorTasks.leaseUntil, leaseUntil);
  const [row] = await tx
    .update(connectorTasks)
    .set({ finishedAt, report })
    .where(and(eq(connectorTasks.id, id), isNull(connectorTasks.finishedAt), isOurs))
    .returning();
  return row;
}

/** Leaves a task alone until then, unless somebody else has finished it or holds its lease by now. */
export async function leaveTask(tx: Tx, id: TaskId, leaseUntil: Date, until: Date): Promise<void> {
  const isOurs = and(eq(connectorTasks.leaseUntil, leaseUntil), isNull(connectorTasks.finishedAt));
  await tx
    .update(connectorTasks)
    .set({ leaseUntil: until })
    .where(and(eq(connectorTasks.id, id), isOurs));
}
