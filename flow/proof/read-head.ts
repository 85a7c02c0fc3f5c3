import { findHead, findHeadFor } from '#db/ledger.ts';
import type { Tx } from '#db/with-tx.ts';
import type { LedgerHead } from '#domain/ledger-head.ts';
import { toHead } from './export-ledger.ts';
import { getNode } from './seal-ledger.ts';
import { consistencyProof } from './tree.ts';

/** The newest head, and that an earlier one of the asked size is its beginning (RFC 6962 §2.1.2). */
export interface PublishedHead {
  head: LedgerHead;
  since: { head: LedgerHead; proof: string[] } | null;
}

/**
 * The newest signed head, for everybody who wants to keep it.
 * @param since the size of a head that the caller has kept
 * @returns undefined while nothing is sealed, or where there was never a head of that size
 */
export async function readHead(tx: Tx, since: number | null): Promise<PublishedHead | undefined> {
  const newest = await findHead(tx);
  if (newest === undefined) return undefined;
  if (since === null) return { head: toHead(newest), since: null };
  const older = await findHeadFor(tx, since);
  if (older?.size !== since) return undefined;
  const lookup = (level: number, index: number) => getNode(tx, level, index);
  const proof = since === newest.size ? [] : await consistencyProof(since, newest.size, lookup);
  return { head: toHead(newest), since: { head: toHead(older), proof } };
}
