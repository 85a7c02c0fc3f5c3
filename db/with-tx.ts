import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Actor } from '#domain/permission.ts';
import { withNamedStatements } from './named-statements.ts';

/** A running transaction; every function in `db` takes one. */
export type Tx = NodePgDatabase & { readonly $client: pg.PoolClient };

/** Who stands behind a transaction: an actor of the domain, or the sign-in that does not know yet who it will be. */
export type TxActor = Actor | { kind: 'sign_in' } | { kind: 'reference' };

export type Pool = pg.Pool;

/** Pools whose connections pass through a pooler that cannot keep named statements (PgBouncer before 1.21). */
const unnamed = new WeakSet<Pool>();

/** Opens a pool of at most `max` connections. Idle connections that die are dropped, not thrown. */
export function openPool(url: string, max = 10, statements: 'named' | 'unnamed' = 'named'): Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'mianzheng' });
  if (statements === 'unnamed') unnamed.add(pool);
  pool.on('error', () => undefined);
  // A back end may be killed in the very packet that says it is ready, before `withTx` can listen.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Runs `work` in one transaction on one connection, with the actor set for row security. A transaction without an
 * actor sees no row of a person. The client carries its own error listener and is released with the error, so that a
 * killed back end costs this transaction and nothing else (drizzle's own `transaction()` leaks the client there).
 */
export async function withTx<T>(pool: Pool, actor: TxActor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query(beginAs(actor));
    const result = await work(drizzle(unnamed.has(pool) ? client : withNamedStatements(client)));
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new LostTransactionError();
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/** BEGIN and the actor's settings in one round trip. */
function beginAs(actor: TxActor): string {
  const settings = {
    kind: actor.kind,
    id: 'id' in actor ? actor.id : '',
    area: 'area' in actor ? actor.area : '',
    department: ('department' in actor && actor.department) || '',
  };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('app.actor_${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return `begin; select ${calls.join(', ')}`;
}

/** PostgreSQL answered COMMIT with ROLLBACK: a statement failed inside and somebody swallowed its error. */
export class LostTransactionError extends Error {
  constructor() {
    super('the transaction had failed before its commit; nothing was written');
    this.name = 'LostTransactionError';
  }
}
