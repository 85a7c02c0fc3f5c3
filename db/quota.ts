import { sql } from 'drizzle-orm';
import type { ConnectorId, GrantId } from '#domain/ids.ts';
import type { ConnectorDay } from '#domain/quota.ts';
import type { Tx } from './with-tx.ts';

/** Calls wanted from one daily limit. `scope` is `connector:<id>` or `grant:<id>`. */
export interface QuotaWish {
  scope: string;
  count: number;
  limit: number;
  /** The connector whose grants' shares are kept out of the limit; null where none are. */
  keptOf: ConnectorId | null;
}

/**
 * Spends calls of several daily limits by one conditional upsert: each wish in full or not at all, never one call too many,
 * whatever runs beside it. Afterwards every scope has its row on the day and is locked, also one that could give nothing; rows
 * are made and locked in the order of their scopes, so that two brokers never wait in a ring.
 * @param day civil day in Asia/Shanghai
 * @returns the scopes that could give what was wished
 */
export async function spendQuotas(tx: Tx, day: string, wishes: readonly QuotaWish[]): Promise<Set<string>> {
  if (wishes.length === 0) return new Set();
  const column = <T>(pick: (wish: QuotaWish) => T) => sql.param(wishes.map(pick));
  const { rows } = await tx.execute<{ scope: string; is_given: boolean }>(sql`
    with kept as (
      select connector, sum(least(share, per_day)) as calls from grants
      where connector = any(${column(({ keptOf }) => keptOf)}::text[]) and state = 'active' group by connector
    ), wish as (
      select w.scope, w.count, w.max - coalesce(kept.calls, 0) as max
      from unnest(
        ${column(({ scope }) => scope)}::text[], ${column(({ count }) => count)}::int[],
        ${column(({ limit }) => limit)}::int[], ${column(({ keptOf }) => keptOf)}::text[]
      ) as w (scope, count, max, kept_of)
      left join kept on kept.connector = w.kept_of
    )
    insert into quota_use (scope, day, used)
    select scope, ${day}::date, case when count <= max then count else 0 end from wish order by scope
    on conflict (scope, day) do update set used = quota_use.used + excluded.used
      where quota_use.used + excluded.used <= (select max from wish where wish.scope = excluded.scope)
    returning scope, (select count <= max from wish where wish.scope = quota_use.scope) as is_given`);
  return new Set(rows.flatMap(({ scope, is_given: isGiven }) => (isGiven ? [scope] : [])));
}

/** Gives back calls that were spent in this transaction and are not made. */
export async function returnQuotas(
  tx: Tx,
  day: string,
  spent: readonly Pick<QuotaWish, 'scope' | 'count'>[],
): Promise<void> {
  if (spent.length === 0) return;
  await tx.execute(sql`
    update quota_use q set used = q.used - s.count
    from unnest(
      ${sql.param(spent.map(({ scope }) => scope))}::text[], ${sql.param(spent.map(({ count }) => count))}::int[]
    ) as s (scope, count)
    where q.scope = s.scope and q.day = ${day}::date`);
}

/** A connector whose day is looked at, and whether reserve and shares are kept still. */
export interface DayAsked {
  connector: ConnectorId;
  isKept: boolean;
}

/**
 * The civil day of connectors with all their grants that are in force. Exact for a transaction that has the connector's own
 * row locked: nobody spends a call of a grant without it.
 */
export async function readConnectorDays(
  tx: Tx,
  day: string,
  asked: readonly DayAsked[],
): Promise<Map<ConnectorId, ConnectorDay>> {
  const ids = sql.param(asked.map(({ connector }) => connector));
  const { rows } = await tx.execute<{
    connector: ConnectorId;
    daily_limit: number;
    reserve: number;
    connector_used: number;
    id: GrantId;
    per_day: number;
    share: number;
    priority: string;
    used: number;
  }>(sql`
    select c.id as connector, c.daily_limit, c.reserve, coalesce(cq.used, 0) as connector_used,
      g.id, g.per_day, g.share, g.priority, coalesce(gq.used, 0) as used
    from connectors c join grants g on g.connector = c.id
    left join quota_use cq on cq.scope = 'connector:' || c.id and cq.day = ${day}::date
    left join quota_use gq on gq.scope = 'grant:' || g.id and gq.day = ${day}::date
    where c.id = any(${ids}::text[]) and g.state = 'active'
      and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to >= ${day}::date)`);
  return new Map(
    asked.flatMap(({ connector, isKept }) => {
      const own = rows.filter((row) => row.connector === connector);
      const [first] = own;
      if (first === undefined) return [];
      const grants = own.map(({ id, per_day, used, share, priority }) => {
        return [id, { perDay: per_day, used, share, isUrgent: priority === 'urgent' }] as const;
      });
      const { daily_limit: limit, connector_used: used, reserve } = first;
      return [[connector, { limit, used, reserve, isKept, grants: new Map(grants) }] as const];
    }),
  );
}
