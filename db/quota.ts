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
 * Spends calls of several daily limits by one conditional update: each wish in full or not at all, never one call too
 * many, whatever runs beside it. Rows are made and locked in the order of their scopes, so that two brokers never wait in a
 * ring.
 * @param day civil day in Asia/Shanghai
 * @returns the scopes that could give what was wished
 */
export async function spendQuotas(tx: Tx, day: string, wishes: readonly QuotaWish[]): Promise<Set<string>> {
  if (wishes.length === 0) return new Set();
  const given = await spendExisting(tx, day, wishes);
  if (given !== undefined) return given;
  // The first call of a scope on a day has no row to count on yet. What somebody else has made meanwhile is locked in its turn.
  await tx.execute(sql`
    insert into quota_use (scope, day, used)
    select scope, ${day}::date, 0 from unnest(${sql.param(wishes.map(({ scope }) => scope))}::text[]) scope order by scope
    on conflict (scope, day) do update set used = quota_use.used`);
  return (await spendExisting(tx, day, wishes)) ?? new Set();
}

/** As `spendQuotas`; undefined, and nothing locked, where one of the scopes has no row on the day. */
async function spendExisting(
  tx: Tx,
  day: string,
  wishes: readonly QuotaWish[],
): Promise<Set<string> | undefined> {
  const column = <T>(pick: (wish: QuotaWish) => T) => sql.param(wishes.map(pick));
  const { rows } = await tx.execute<{ scope: string; is_given: boolean }>(sql`
    with wish as (
      select w.scope, w.count, w.max - coalesce((
        select sum(least(g.share, g.per_day)) from grants g where g.connector = w.kept_of and g.state = 'active'), 0) as max
      from unnest(
        ${column(({ scope }) => scope)}::text[], ${column(({ count }) => count)}::int[],
        ${column(({ limit }) => limit)}::int[], ${column(({ keptOf }) => keptOf)}::text[]
      ) as w (scope, count, max, kept_of)
    ), held as (
      select q.scope from quota_use q join wish using (scope)
      where q.day = ${day}::date
        and (select count(*) from quota_use known join wish using (scope) where known.day = ${day}::date) = ${wishes.length}
      order by q.scope for update of q
    ), spent as (
      update quota_use q set used = q.used + wish.count
      from wish join held using (scope)
      where q.scope = wish.scope and q.day = ${day}::date and q.used + wish.count <= wish.max
      returning q.scope
    )
    select held.scope, spent.scope is not null as is_given from held left join spent using (scope)`);
  if (rows.length === 0) return undefined;
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
