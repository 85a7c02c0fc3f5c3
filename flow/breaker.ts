import { claimProbe, listOpenBreakers, listTroubled, lockBreaker, saveBreaker } from '#db/breakers.ts';
import { listConnectors } from '#db/reference.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import {
  afterCall,
  type Breaker,
  type BreakerCause,
  type CallOutcome,
  mayProbe,
  probing,
  unprobed,
} from '#domain/breaker.ts';
import type { ConnectorId } from '#domain/ids.ts';
import { log } from './log.ts';
import { SYSTEM } from './system.ts';

/** A source to which nothing is sent at the moment because it has not answered: questions to it wait, unasked. */
export interface Paused {
  since: Date;
  cause: BreakerCause | null;
  /** When it is tried again. */
  nextAt: Date;
}

/** The sources that are paused, for pages that say what a case waits for. Everybody may know. */
export async function listPaused(tx: Tx): Promise<ReadonlyMap<ConnectorId, Paused>> {
  const rows = await listOpenBreakers(tx);
  return new Map(
    rows.flatMap(({ connector, openedAt, probeAt, cause }) =>
      openedAt === null || probeAt === null
        ? []
        : [[connector, { since: openedAt, cause, nextAt: probeAt }] as const],
    ),
  );
}

/** How many calls of a connector one broker may have under way, and how long each may take. */
export interface ConnectorLimits {
  width: number;
  timeoutMs: number;
}

/** The limits of all connectors, as their departments have set them. */
export async function readLimits(pool: Pool): Promise<ReadonlyMap<ConnectorId, ConnectorLimits>> {
  const rows = await withTx(pool, SYSTEM.broker, (tx) => listConnectors(tx));
  return new Map(rows.map(({ id, width, timeoutMs }) => [id, { width, timeoutMs }]));
}

/** The breakers of all connectors that are in trouble, or lately were. */
export async function readBreakers(pool: Pool): Promise<ReadonlyMap<ConnectorId, Breaker>> {
  const rows = await withTx(pool, SYSTEM.broker, (tx) => listTroubled(tx));
  return new Map(rows.map((row) => [row.connector, row]));
}

/**
 * Counts what a call says about its connector. Several brokers count into the same breaker, one after the other.
 * @param jitter from 0 to 1
 * @returns the breaker after it
 */
export async function countCall(
  pool: Pool,
  now: Date,
  connector: ConnectorId,
  call: { outcome: CallOutcome; isProbe: boolean },
  jitter: number,
): Promise<Breaker> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const before = await lockBreaker(tx, connector);
    const after = afterCall(before, call, now, jitter);
    if (after === before) return before;
    await saveBreaker(tx, connector, after);
    if (before.state !== after.state) {
      const words = { connector, from: before.state, to: after.state, cause: after.cause };
      log.warn({ ...words, since: after.openedAt, next: after.probeAt }, 'breaker');
    }
    return after;
  });
}

/**
 * Takes the one probe of a paused connector, if it is time and anything is due that could be asked.
 * @returns the breaker while the probe is out, or undefined where this broker may send nothing
 */
export async function takeProbe(
  pool: Pool,
  now: Date,
  connector: ConnectorId,
  seen: Breaker,
  timeoutMs: number,
): Promise<Breaker | undefined> {
  if (seen.probeAt === null || !mayProbe(seen, now)) return undefined;
  const { probeAt } = seen;
  const next = probing(seen, now, timeoutMs);
  const until = next.probeAt ?? now;
  const isMine = await withTx(pool, SYSTEM.broker, (tx) => claimProbe(tx, connector, now, probeAt, until));
  return isMine ? next : undefined;
}

/** Gives back a probe that was not sent: quota, a switch or another holder stood before it. */
export async function returnProbe(pool: Pool, now: Date, connector: ConnectorId): Promise<Breaker> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const before = await lockBreaker(tx, connector);
    if (before.state !== 'half_open') return before;
    const after = unprobed(before, now);
    await saveBreaker(tx, connector, after);
    return after;
  });
}
