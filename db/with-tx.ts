import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Actor } from '#domain/permission.ts';

/** A running transaction; every function in `db` takes one. */
export type Tx = NodePgDatabase & { readonly $client: pg.PoolClient };

/** Who stands behind a transaction: an actor of the domain, or the sign-in that does not know yet who it will be. */
export type TxActor = Actor | { kind: 'sign_in' } | { kind: 'reference' };

export type Pool = pg.Pool;

/** Opens a pool of at most `max` connections. Idle connections that die are dropped, not thrown. */
export function openPool(url: string, max = 10): Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'mianzheng' });
  pool.on('error', () => undefined);
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
    await client.query('begin');
    await client.query(
      "select set_config('app.actor_kind', $1, true), set_config('app.actor_id', $2, true), set_config('app.actor_area', $3, true)",
      [actor.kind, 'id' in actor ? actor.id : '', 'area' in actor ? actor.area : ''],
    );
    const result = await work(drizzle(client));
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

/** PostgreSQL answered COMMIT with ROLLBACK: a statement failed inside and somebody swallowed its error. */
export class LostTransactionError extends Error {
  constructor() {
    super('the transaction had failed before its commit; nothing was written');
    this.name = 'LostTransactionError';
  }
}
