import { type Pool, withTx } from '#db/with-tx.ts';
import type { CaseId } from '#domain/ids.ts';
import type { Hand } from './advance.ts';
import { loadForWriting } from './append.ts';
import { record } from './ledger.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/**
 * Runs `work` with a case in the broker's hands: locked, loaded, in one transaction whose ledger leaves are written
 * together at its end.
 * @throws VerbError not_found
 */
export async function inHand<T>(
  pool: Pool,
  now: Date,
  caseId: CaseId,
  work: (hand: Hand) => Promise<T>,
): Promise<T> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const loaded = await loadForWriting(tx, caseId);
    const service = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
    const hand: Hand = { tx, actor: SYSTEM.broker, now, service, loaded, leaves: [] };
    const result = await work(hand);
    await record(tx, now, hand.leaves);
    return result;
  });
}
