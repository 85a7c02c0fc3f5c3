import { sql } from 'drizzle-orm';
import type { Tx } from './with-tx.ts';

/** Calls wanted from one daily limit. `scope` is `connector:<id>` or `grant:<id>`. */
export interface QuotaWish {
  scope: string;
  count: number;
  limit: number;
}

/**
 * Spends calls of several daily limits by one conditional update: each wish in full or not at all, never one call too
 * many, whatever runs beside it. Rows are locked in the order of their scopes, so that two brokers never wait in a ring.
 * @param day civil day in Asia/Shanghai
 * @returns the scopes that could give what was wished
 */
export async function spendQuotas(tx: Tx, day: string, wishes: readonly QuotaWish[]): Promise<Set<string>> {
  if (wishes.length === 0) return new Set();
  const given = await spendExisting(tx, day, wishes);
  if (given.size === wishes.length) return given;
  // The first call of a scope on a day has no row to count on yet.
  const missing = wishes.filter(({ scope }) => !given.has(scope));
  await tx.execute(sql`
    insert into quota_use (scope, day, used)
    select scope, ${day}::date, 0 from unnest(${sql.param(missing.map(({ scope }) => scope))}::text[]) scope order by scope
    on conflict do nothing`);
  return new Set([...given, ...(await spendExisting(tx, day, missing))]);
}

async function spendExisting(tx: Tx, day: string, wishes: readonly QuotaWish[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ scope: string }>(sql`
    with wish as (
      select * from unnest(
        ${sql.param(wishes.map(({ scope }) => scope))}::text[],
        ${sql.param(wishes.map(({ count }) => count))}::int[],
        ${sql.param(wishes.map(({ limit }) => limit))}::int[]
      ) as w (scope, count, max)
    ), held as (
      select q.scope from quota_use q join wish using (scope) where q.day = ${day}::date order by q.scope for update of q
    )
    update quota_use q set used = q.used + wish.count
    from wish join held using (scope)
    where q.scope = wish.scope and q.day = ${day}::date and q.used + wish.count <= wish.max
    returning q.scope`);
  return new Set(rows.map(({ scope }) => scope));
}

/** Gives back calls that were spent in this transaction and are not made. */
export async function returnQuota(tx: Tx, day: string, scope: string, count: number): Promise<void> {
  await tx.execute(
    sql`update quota_use set used = used - ${count} where scope = ${scope} and day = ${day}::date`,
  );
}
