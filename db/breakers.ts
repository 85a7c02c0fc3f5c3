import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { type Breaker, CLOSED } from '#domain/breaker.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { breakers } from './schema/departments.ts';
import type { Tx } from './with-tx.ts';

export type BreakerRow = typeof breakers.$inferSelect;

/** Breakers that are not as new: open ones, and closed ones that have counted a failure. */
export async function listTroubled(tx: Tx): Promise<BreakerRow[]> {
  return tx.select().from(breakers).where(sql`${breakers.state} <> 'closed' or ${breakers.failures} > 0`);
}

/** Breakers through which nothing passes but a probe. */
export async function listOpenBreakers(tx: Tx): Promise<BreakerRow[]> {
  return tx.select().from(breakers).where(ne(breakers.state, 'closed'));
}

/** A connector's breaker, locked until the transaction ends; made where there was none. */
export async function lockBreaker(tx: Tx, connector: ConnectorId): Promise<Breaker> {
  await tx
    .insert(breakers)
    .values({ connector, ...CLOSED })
    .onConflictDoNothing();
  const [row] = await tx.select().from(breakers).where(eq(breakers.connector, connector)).for('update');
  if (row === undefined) throw new Error('a breaker that was made is there');
  return row;
}

/** Writes a locked breaker. */
export async function saveBreaker(tx: Tx, connector: ConnectorId, breaker: Breaker): Promise<void> {
  const { state, failures, openedAt, probeAt, cause } = breaker;
  await tx
    .update(breakers)
    .set({ state, failures, openedAt, probeAt, cause })
    .where(eq(breakers.connector, connector));
}

/**
 * Lets one probe through, if there is anything to be asked: of all brokers that try at the same moment exactly one gets it.
 * @param seen when the breaker, as this broker knew it, would let one through; whoever is behind gets nothing
 * @param until after which another may be sent, if nobody has heard of this one
 */
export async function claimProbe(
  tx: Tx,
  connector: ConnectorId,
  now: Date,
  seen: Date,
  until: Date,
): Promise<boolean> {
  const isDue = sql`exists (
    select 1 from steps where steps.connector = ${connector} and status = 'open' and leader is null
      and due_at <= ${now.toISOString()}::timestamptz and (lease_until is null or lease_until < now()))`;
  const claimed = await tx
    .update(breakers)
    .set({ state: 'half_open', probeAt: until })
    .where(
      and(
        eq(breakers.connector, connector),
        ne(breakers.state, 'closed'),
        eq(breakers.probeAt, seen),
        lte(breakers.probeAt, now),
        isDue,
      ),
    )
    .returning({ connector: breakers.connector });
  return claimed.length === 1;
}
