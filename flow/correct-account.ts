import { findOrder, reopenOrder } from '#db/payments.ts';
import type { Tx } from '#db/with-tx.ts';
import { parseBankCard } from '#domain/bank-card.ts';
import { cleanIdInput } from '#domain/identifiers.ts';
import type { CaseId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { append, loadForWriting } from './append.ts';
import { record } from './ledger.ts';
import { open, toOpen } from './open.ts';
import { PaymentOrder } from './payment-order.ts';
import { VerbError } from './problems.ts';
import { seal } from './seal.ts';

/**
 * The bank sent the money back: the payee names another account of her own, and the same order goes into a batch again.
 * The bank itself compares holder and account.
 * @returns false for a number that no card can have; nothing is written then
 * @throws VerbError not_found, not_permitted, or not_allowed where no money has come back
 */
export async function correctAccount(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: CaseId,
  typed: string,
): Promise<boolean> {
  const account = parseBankCard(cleanIdInput(typed).value);
  const loaded = await loadForWriting(tx, id);
  if (loaded.state.payment !== 'bounced') throw new VerbError('not_allowed');
  if (!account.ok) return false;
  const found = await findOrder(tx, id);
  if (found === undefined) throw new VerbError('not_found');
  const { order } = await open(tx, actor, 'own_case', now, { order: toOpen(found.order, PaymentOrder) });
  const corrected: PaymentOrder = { ...order, account: account.value };
  const sealedOrder = seal(loaded.key, 'payment_orders', 'order', id, corrected);
  if (!(await reopenOrder(tx, id, sealedOrder))) throw new VerbError('stale');
  await append(tx, actor, now, loaded.key, id, loaded.state, [
    { event: { type: 'account.corrected', version: 1, data: {} } },
  ]);
  await record(tx, now, [{ kind: 'account.corrected', actor: actor.id, refs: { case: id } }]);
  return true;
}
