import 'server-only';
import { notFound } from 'next/navigation';
import { type Tx, withTx } from '#db/with-tx.ts';
import type { Actor } from '#domain/permission.ts';
import { VerbError } from '#flow/problems.ts';
import { portal } from './portal.ts';
import { unforeseen } from './unforeseen.ts';

/**
 * Runs a reading verb of `flow` for a page, in one transaction of the actor's. What the verb refuses looks like an
 * address that leads nowhere: a foreign record, an unknown one and one that the role may not see are all the same.
 */
export async function read<T>(actor: Actor, verb: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  const { pool, clock } = portal();
  try {
    return await withTx(pool, actor, (tx) => verb(tx, clock()));
  } catch (error) {
    if (error instanceof VerbError) notFound();
    throw unforeseen(error);
  }
}
