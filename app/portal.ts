import 'server-only';
import { openPool, type Pool } from '#db/with-tx.ts';
import { type Clock, openClock } from '#flow/clock.ts';
import { portalEnvironment } from '#flow/environment.ts';

interface Portal {
  pool: Pool;
  clock: Clock;
}

// Next may load this module more than once in one process; the pool is one per process.
const shared: { mianzheng?: Portal } = globalThis as { mianzheng?: Portal };

/** The portal's database pool and clock. */
export function portal(): Portal {
  const { DATABASE_URL, DATABASE_CONNECTIONS, DATABASE_STATEMENTS, CLOCK_FILE } = portalEnvironment();
  shared.mianzheng ??= {
    pool: openPool(DATABASE_URL, DATABASE_CONNECTIONS, DATABASE_STATEMENTS),
    clock: openClock(CLOCK_FILE),
  };
  return shared.mianzheng;
}
