import { sql } from 'drizzle-orm';
import type { Tx } from './with-tx.ts';

/**
 * Spends one call of a scope's daily limit by one conditional update; never overshoots, whatever runs beside it.
 * @param scope `connector:<id>` or `grant:<id>`.
 * @param day civil day in Asia/Shanghai.
 * @returns whether a call was left.
 */
export async function spendQuota(tx: Tx, scope: string, day: string, limit: number): Promise<boolean> {
  if (limit < 1) return false;
  const spent = await tx.execute(sql`
    insert into quota_use as q (scope, day, used) values (${scope}, ${day}, 1)
    on conflict (scope, day) do update set used = q.used + 1 where q.used < ${limit}
    returning used`);
  return spent.rowCount === 1;
}

/** Gives back a call that was spent in this transaction and not made. */
export async function returnQuota(tx: Tx, scope: string, day: string): Promise<void> {
  await tx.execute(sql`update quota_use set used = used - 1 where scope = ${scope} and day = ${day}`);
}
