import { and, eq, ne } from 'drizzle-orm';
import { signingKeys } from './schema/departments.ts';
import type { Tx } from './with-tx.ts';

export type SigningKeyRow = typeof signingKeys.$inferSelect;

/** Makes a key the one of its use. One that was there before keeps its numbers and the day of its beginning. */
export async function saveCurrentKey(
  tx: Tx,
  row: Pick<SigningKeyRow, 'kid' | 'use' | 'key' | 'since'>,
): Promise<void> {
  const isOfUse = eq(signingKeys.use, row.use);
  await tx
    .update(signingKeys)
    .set({ isCurrent: false })
    .where(and(isOfUse, ne(signingKeys.kid, row.kid), eq(signingKeys.isCurrent, true)));
  await tx
    .insert(signingKeys)
    .values({ ...row, isCurrent: true })
    .onConflictDoUpdate({ target: signingKeys.kid, set: { isCurrent: true }, setWhere: isOfUse });
}
