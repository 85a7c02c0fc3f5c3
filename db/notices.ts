import { and, eq, lte, sql } from 'drizzle-orm';
import { notices } from './schema/payments.ts';
import type { Tx } from './with-tx.ts';

export type NoticeRow = typeof notices.$inferSelect;

/** Queues news of an application, unless a mail that has not been tried yet will carry it anyway. */
export async function queueNotice(
  tx: Tx,
  row: Pick<NoticeRow, 'id' | 'applicationId' | 'dueAt' | 'createdAt'>,
): Promise<void> {
  await tx
    .insert(notices)
    .values({ ...row, status: 'open', fence: 0, attempts: 0 })
    .onConflictDoNothing();
}

/** Claims one mail that is due, for `leaseSeconds` on the database's clock. */
export async function claimNotice(tx: Tx, now: Date, leaseSeconds: number): Promise<NoticeRow | undefined> {
  const due = tx
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.status, 'open'),
        lte(notices.dueAt, now),
        sql`(${notices.leaseUntil} is null or ${notices.leaseUntil} < now())`,
      ),
    )
    .orderBy(notices.dueAt)
    .limit(1)
    .for('update', { skipLocked: true });
  const [row] = await tx
    .update(notices)
    .set({
      leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
      fence: sql`${notices.fence} + 1`,
      attempts: sql`${notices.attempts} + 1`,
    })
    .where(sql`${notices.id} in ${due}`)
    .returning();
  return row;
}

/** What became of a mail, where nobody has claimed it since. Returns whether it was written. */
export async function finishNotice(
  tx: Tx,
  { id, fence }: Pick<NoticeRow, 'id' | 'fence'>,
  set: Pick<NoticeRow, 'status' | 'dueAt' | 'finishedAt'>,
): Promise<boolean> {
  const rows = await tx
    .update(notices)
    .set({ ...set, leaseUntil: null })
    .where(and(eq(notices.id, id), eq(notices.fence, fence), eq(notices.status, 'open')))
    .returning({ id: notices.id });
  return rows.length === 1;
}
