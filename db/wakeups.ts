import { and, eq, lte, sql } from 'drizzle-orm';
import type { CaseId } from '#domain/ids.ts';
import { wakeups } from './schema/cases.ts';
import type { Tx } from './with-tx.ts';

/** Asks the broker to look at a case again at `dueAt`, or earlier if that was asked before. */
export async function wakeCase(tx: Tx, caseId: CaseId, dueAt: Date): Promise<void> {
  await tx
    .insert(wakeups)
    .values({ caseId, dueAt })
    .onConflictDoUpdate({
      target: wakeups.caseId,
      set: { dueAt: sql`least(${wakeups.dueAt}, excluded.due_at)` },
    });
}

/** A case whose wake-up is due, unlocked: its case is locked first, as every writer of a case does. */
export async function findWakeup(tx: Tx, now: Date): Promise<CaseId | undefined> {
  const [row] = await tx
    .select({ caseId: wakeups.caseId })
    .from(wakeups)
    .where(lte(wakeups.dueAt, now))
    .orderBy(wakeups.dueAt)
    .limit(1);
  return row?.caseId;
}

/** Marks that a due wake-up is acted upon. Returns false if somebody else has. */
export async function clearWakeup(tx: Tx, caseId: CaseId, now: Date): Promise<boolean> {
  const cleared = await tx
    .delete(wakeups)
    .where(and(eq(wakeups.caseId, caseId), lte(wakeups.dueAt, now)))
    .returning({ caseId: wakeups.caseId });
  return cleared.length === 1;
}
