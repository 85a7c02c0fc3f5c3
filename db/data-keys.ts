import { inArray } from 'drizzle-orm';
import type { KeyId } from '#domain/ids.ts';
import { dataKeys } from './schema/identity.ts';
import type { Tx } from './with-tx.ts';

/** Stores a wrapped data key for its owner (an application or a resident). */
export async function insertDataKey(
  tx: Tx,
  row: { id: KeyId; owner: string; wrapped: Buffer; createdAt: Date },
): Promise<void> {
  await tx.insert(dataKeys).values(row);
}

/** The wrapped keys among `ids` that this transaction's actor may use; an erased key is simply not there. */
export async function listDataKeys(tx: Tx, ids: readonly KeyId[]): Promise<{ id: KeyId; wrapped: Buffer }[]> {
  if (ids.length === 0) return [];
  return tx
    .select({ id: dataKeys.id, wrapped: dataKeys.wrapped })
    .from(dataKeys)
    .where(inArray(dataKeys.id, [...ids]));
}
