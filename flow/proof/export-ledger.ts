import { findHead, type HeadRow, listEntries, listHeads } from '#db/ledger.ts';
import { type Pool, withTx } from '#db/with-tx.ts';
import type { LedgerHead } from '#domain/ledger-head.ts';
import { SYSTEM } from '../system.ts';
import type { LedgerLine } from './ledger-file.ts';

const PAGE = 5_000;

/**
 * The sealed ledger up to its newest head, line by line, in short transactions; what is sealed meanwhile is for the next export.
 * Holds ids, kinds, times and salted commitments, and no personal value.
 */
export async function* exportLedger(pool: Pool): AsyncGenerator<LedgerLine> {
  const newest = await withTx(pool, SYSTEM.broker, findHead);
  const size = newest?.size ?? 0;
  yield { type: 'ledger', v: 1, size };
  let heads: HeadRow[] = [];
  for (let from = 0; from < size; from += PAGE) {
    const [entries, ofPage] = await withTx(pool, SYSTEM.broker, async (tx) => [
      await listEntries(tx, from, Math.min(PAGE, size - from)),
      await listHeads(tx, from + 1, Math.min(from + PAGE, size), PAGE),
    ]);
    heads = ofPage;
    for (const { position, leaf } of entries) {
      yield { type: 'leaf', position, leaf };
      const head = heads.find((each) => each.size === position + 1);
      if (head !== undefined) yield { type: 'head', head: toHead(head) };
    }
  }
}

/** A stored head as it was signed. */
export function toHead({ size, root, at, keyId, signature }: HeadRow): LedgerHead {
  return { v: 1, size, root, at: at.toISOString(), key: keyId, signature };
}
