import { type Pool, withTx } from '#db/with-tx.ts';
import type { CaseState } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import { closeHand, type Hand } from './advance.ts';
import { loadForWriting } from './append.ts';
import { getService } from './services.ts';
import { SYSTEM } from './system.ts';

/**
 * Runs `work` with a case in the broker's hands: locked and loaded, in one transaction whose events and ledger leaves are
 * written together at its end.
 * @param work gives the state after the last event that it appended
 * @throws VerbError not_found
 */
export async function inHand(
  pool: Pool,
  now: Date,
  caseId: CaseId,
  work: (hand: Hand) => Promise<CaseState>,
): Promise<CaseState> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const loaded = await loadForWriting(tx, caseId);
    const service = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
    const hand: Hand = { tx, actor: SYSTEM.broker, now, service, loaded, events: [], leaves: [] };
    const state = await work(hand);
    await closeHand(hand, state);
    return state;
  });
}
