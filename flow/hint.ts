import type { Pool } from '#db/with-tx.ts';

/** Channel on which the broker is told that steps may be due. A hint only: the broker polls as well. */
export const STEPS_CHANNEL = 'mz_steps';

const waiting = new WeakSet<Pool>();

/**
 * Tells the broker, after the commit and once for all that commits meanwhile. Never fails the caller: a lost hint costs
 * half a second.
 */
export function hintSteps(pool: Pool): void {
  if (waiting.has(pool)) return;
  waiting.add(pool);
  setImmediate(() => {
    waiting.delete(pool);
    pool.query('select pg_notify($1, $2)', [STEPS_CHANNEL, '']).catch(() => undefined);
  });
}
