import { ledgerLeaves } from './schema/ledger.ts';
import type { Tx } from './with-tx.ts';

/** Adds leaves in the writing transaction, without positions: the sealer gives those to committed leaves. */
export async function insertLeaves(
  tx: Tx,
  rows: readonly { id: string; at: Date; kind: string; leaf: string; hash: string }[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(ledgerLeaves).values([...rows]);
}
